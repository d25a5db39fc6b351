"""What every action here needs: who may, the record as it is now, and by whom."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Model
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import KEY, LONGEST_KEY, known_countries, known_languages
from thriving.movement.models import Wiki
from thriving.programs.campaigns.models import Campaign, Instance

Record = TypeVar("Record", bound=Model)
Holder = Campaign | Instance  # a campaign as a whole, or one of its places

# Addresses below a campaign under which something else stands.
TAKEN_KEYS = frozenset({"new", "whole", "rewrite", "step", "add", "box", "places", "import", "search"})


def require(by: Actor, rule: str, record: Model) -> None:
    """A command may do all of it; a person what the rule says."""
    if not isinstance(by, str):
        access.require(by, rule, record)


def require_runs(by: Actor, holder: Holder) -> None:
    require(by, "run_campaign" if isinstance(holder, Campaign) else "run_place", holder)


def require_open(holder: Holder) -> None:
    if not holder.is_open:
        raise Refused(_("It is over, and is not changed any more."))


def hold(record: Model) -> None:
    """As it is now: whoever else would change it waits."""
    record.refresh_from_db(from_queryset=type(record)._base_manager.select_for_update())


def named(by: Actor) -> str:
    return by if isinstance(by, str) else by.key


def refuse(sentences: Iterable[str]) -> None:
    if found := list(dict.fromkeys(sentences)):
        raise Refused(" ".join(found))


def key_problem(key: str) -> str:
    """Why this cannot be the last part of an address; empty where it can."""
    if KEY.fullmatch(key) and key not in TAKEN_KEYS and len(key) <= LONGEST_KEY:
        return ""
    sentence = _("“%(key)s” cannot stand in an address: use small Latin letters, digits and hyphens.")
    return sentence % {"key": key[:LONGEST_KEY]}


def too_long(words: Words, longest: int) -> bool:
    return any(len(text) > longest for text in words.values())


def unknown_codes(what: str, codes: Iterable[str]) -> list[str]:
    """A sentence for each code that nothing here goes by."""
    wanted = list(codes)
    known, sentence = {
        "country": (known_countries, _("“%(code)s” is not the code of a country, such as GH.")),
        "language": (known_languages, _("“%(code)s” is not the code of a language, such as sw.")),
        "wiki": (known_wikis, _("“%(code)s” is the code of no wiki here, such as swwiki.")),
    }[what]
    found = known(wanted)
    return [sentence % {"code": code[:80]} for code in wanted if code not in found]


def known_wikis(codes: Iterable[str]) -> set[str]:
    return set(Wiki.objects.filter(code__in=set(codes)).values_list("code", flat=True))
