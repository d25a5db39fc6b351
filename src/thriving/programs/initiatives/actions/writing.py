"""An initiative is proposed as a draft and described; whose it is, its priorities say."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.actor import require
from thriving.movement.actions.groups import require_key, set_all
from thriving.movement.models import Person
from thriving.programs.initiatives import rules
from thriving.programs.initiatives.actions.described import Described, problems
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.states import DRAFT, WITHDRAWN


@transaction.atomic
def propose(said: Described, *, key: str, by: Actor, sample: bool = False) -> Initiative:
    """Begin a draft, which its proposer sees, and whoever leads a priority that it serves."""
    require(by, "propose_initiative")
    turn.take()
    require_key(key)
    if Initiative.objects.filter(key=key).exists():
        raise Refused(_("Another initiative has “%(key)s” as its address already.") % {"key": key})
    _require_sound(said, ())
    initiative = Initiative(key=key, sample=sample, proposer=by if isinstance(by, Person) else None)
    _write(initiative, said)
    diary.note(initiative, "proposed", by=by)
    return initiative


@transaction.atomic
def describe(initiative: Initiative, said: Described, *, by: Actor) -> list[str]:
    """Say anew what it is; which of it has changed."""
    require_on(by, "run_initiative", initiative)
    held(initiative)
    _require_unwithdrawn(initiative)
    _require_may_move(initiative, said, by)
    _require_sound(said, {*initiative.priorities, *initiative.key_results})
    if changed := _write(initiative, said):
        diary.note(initiative, "described", by=by, body={"changed": changed})
    return changed


@transaction.atomic
def count_places(initiative: Initiative, left: int, *, by: Actor) -> None:
    """Say how many places are left now."""
    require_on(by, "run_initiative", initiative)
    held(initiative)
    _require_unwithdrawn(initiative)
    if initiative.places is None or not 0 <= left <= initiative.places:
        raise Refused(_("No more places can be left than there are, and no fewer than none."))
    if left == initiative.places_left:
        return
    initiative.places_left, initiative.changed_at = left, clock.now()
    initiative.save(update_fields=["places_left", "changed_at"])
    diary.note(initiative, "counted_places", by=by, body={"left": left})


def require_on(by: Actor, rule: str, initiative: Initiative) -> None:
    if not isinstance(by, str):
        access.require(by, rule, initiative)


def held(initiative: Initiative) -> None:
    """As it is now, and until this transaction ends as nobody else makes it."""
    turn.take()
    initiative.refresh_from_db(from_queryset=Initiative.objects.select_for_update())
    getattr(initiative, "_prefetched_objects_cache", {}).clear()


def _require_unwithdrawn(initiative: Initiative) -> None:
    if initiative.state == WITHDRAWN:
        raise Refused(_("It has been withdrawn, and stays as it was."))


def _require_may_move(initiative: Initiative, said: Described, by: Actor) -> None:
    """What is offered is put under a priority, or taken from it, by whoever leads that one."""
    moved = set(initiative.priorities) ^ set(said.priorities)
    if initiative.state == DRAFT or isinstance(by, str):
        return
    if not all(rules.leads(by, each) for each in moved):
        raise PermissionDenied("lead_initiative")


def _require_sound(said: Described, kept: Any) -> None:
    if found := [sentence for _field, sentence in problems(said, kept)]:
        raise Refused(" ".join(dict.fromkeys(found)))


def _write(initiative: Initiative, said: Described) -> list[str]:
    places_before = initiative.places
    changed = set_all(initiative, said.values)
    initiative.places_left = _places_left(initiative, places_before)
    if not changed and initiative.pk and not _traits_changed(initiative, said):
        return []
    initiative.changed_at = clock.now()
    initiative.save()
    return [*changed, *_write_traits(initiative, said)]


def _places_left(initiative: Initiative, before: int | None) -> int | None:
    """Whoever has a place keeps it when there are more places or fewer."""
    if initiative.places is None:
        return None
    taken = (before or 0) - (initiative.places_left or 0)
    return max(0, initiative.places - taken)


def _pairs(initiative: Initiative) -> set[tuple[str, str]]:
    return {(each.sort, each.code) for each in initiative.traits.all()} if initiative.pk else set()


def _said(said: Described) -> set[tuple[str, str]]:
    return {(str(sort), code) for sort, codes in said.traits.items() for code in codes}


def _traits_changed(initiative: Initiative, said: Described) -> bool:
    return _pairs(initiative) != _said(said)


def _write_traits(initiative: Initiative, said: Described) -> list[str]:
    """Have it say exactly these codes; the sorts of which one changed."""
    before, after = _pairs(initiative), _said(said)
    for sort, code in before - after:
        initiative.traits.filter(sort=sort, code=code).delete()
    # In the order in which they were said: lists show them so.
    for sort, codes in said.traits.items():
        for code in dict.fromkeys(codes):
            if (str(sort), code) not in before:
                initiative.traits.create(sort=sort, code=code)
    getattr(initiative, "_prefetched_objects_cache", {}).clear()
    return sorted({sort for sort, _code in before ^ after})
