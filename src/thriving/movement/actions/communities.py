from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, diary, turn
from thriving.movement import search
from thriving.movement.actions.actor import Actor, Refused, require
from thriving.movement.actions.affiliates import sort_name
from thriving.movement.actions.groups import (
    Described,
    clean_texts,
    clean_words,
    require_key,
    require_sound,
    set_all,
    write_reaches,
)
from thriving.movement.models import Community, CommunityKind
from thriving.movement.spelling import line


@transaction.atomic
def add_community(said: Described, *, key: str, by: Actor, sample: bool = False) -> Community:
    require(by, "judge_affiliates")
    turn.take()
    require_key(key)
    if Community.objects.filter(key=key).exists():
        raise Refused(_("Another community has “%(key)s” as its address already.") % {"key": key})
    community = Community(key=key, sample=sample)
    _describe(community, said)
    diary.note(community, "added", by=by)
    return community


@transaction.atomic
def describe_community(community: Community, said: Described, *, by: Actor) -> list[str]:
    """Say anew what the community is; which of it has changed."""
    if not isinstance(by, str):
        access.require(by, "describe_community", community)
    turn.take()
    if changed := _describe(community, said):
        diary.note(community, "described", by=by, body={"changed": changed})
    return changed


def _describe(community: Community, said: Described) -> list[str]:
    if said.kind not in CommunityKind:
        raise Refused(_("“%(kind)s” is not a kind of community.") % {"kind": said.kind[:40]})
    require_sound(said)
    changed = set_all(community, _values(said))
    community.save()
    if write_reaches(community, said):
        changed.append("reaches")
    search.put(search.COMMUNITY, [community.key], search.of_communities([community]))
    return changed


def _values(said: Described) -> dict[str, Any]:
    name = clean_words(said.name)
    return {
        "kind": said.kind,
        "name": name,
        "about": clean_texts(said.text),
        "theme": said.theme,
        "contact": line(said.contact),
        "sort_name": sort_name(name),
    }
