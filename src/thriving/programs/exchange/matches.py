"""Who could help whom: the same numbers as the score, in sentences, and what would change the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from thriving.kernel import clock
from thriving.movement.skills import skills
from thriving.programs.exchange.models import Exchange, Party, Way
from thriving.programs.exchange.queries import Listed, listed_for, reachable_by, wanted_by
from thriving.programs.matching import engine, wording
from thriving.programs.matching.engine import EXCHANGING, Change, Found, Match, Wanted
from thriving.programs.matching.models import Purpose
from thriving.programs.matching.queries import terms
from thriving.ui import cldr

MOST = 20


@dataclass(frozen=True)
class Proposal:
    """A party that fits, and why it stands where it stands."""

    party: Party
    note: str
    skills: list[tuple[str, str]]  # key and name, what was wanted first
    score: str
    reasons: str
    lines: list[wording.Line]
    kept: dict[str, Any]  # as the request keeps it

    def alias(self, asker: Party) -> str:
        return alias_of(self.party.key, asker.key)


@dataclass(frozen=True)
class Proposals:
    found: list[Proposal]
    left_out: list[str]  # a sentence for each filter
    changes: list[str]  # what would let more in


def proposals(reader: Any, party: Party, way: Way, skill: str = "") -> Proposals:
    """Best first. Who was asked before is not proposed again, whatever they said."""
    pool = {each.party.key: each for each in listed_for(reader, party, way)}
    wanted = replace(wanted_by(party, way, skill), blocked=_asked_before(party))
    found = _ranked(wanted, pool)
    return Proposals(
        [_proposal(pool[match.offer.key], match) for match in found.matches[:MOST]],
        [_LEFT_OUT[filter_.name](count) for filter_, count in found.removed if count],
        [_CHANGES[change.filter.name](change) for change in found.changes if change.filter.name in _CHANGES],
    )


def proposal(reader: Any, party: Party, way: Way, key: str) -> Proposal | None:
    """One of them, by the key of its party: what is asked was proposed."""
    return next((each for each in proposals(reader, party, way).found if each.party.key == key), None)


def alias_of(party: str, asker: str) -> str:
    """What addresses call a party: another for each who asks, so that no two can compare whom they saw."""
    return salted_hmac("thriving.exchange", f"{asker} {party}", algorithm="sha256").hexdigest()[:32]


def best_for_a_call(party: Party, way: Way, skill: str) -> list[Proposal]:
    """To whom a request is best passed on; only the worker asks."""
    pool = {each.party.key: each for each in reachable_by(party, way)}
    found = _ranked(wanted_by(party, way, skill), pool)
    return [_proposal(pool[match.offer.key], match) for match in found.matches[:MOST]]


def named(key: str) -> str:
    known = skills()
    return str(known[key].name) if key in known else key


def _ranked(wanted: Wanted, pool: Mapping[str, Listed]) -> Found:
    rules = terms(Purpose.EXCHANGE, clock.today(), EXCHANGING)
    if not wanted.topics:
        return Found([], [], [], 0)
    return engine.rank(wanted, (each.offer for each in pool.values()), rules)


def _asked_before(party: Party) -> frozenset[str]:
    asked = Exchange.objects.filter(asker=party, was_passed_on=False, accepted_on=None, asked__isnull=False)
    return frozenset(asked.values_list("asked__key", flat=True))


def _proposal(listed: Listed, match: Match) -> Proposal:
    tree = match.asking.terms.tree
    near = {
        key: max(tree.nearness(wanted, key) for wanted in match.asking.wanted.topics)
        for key in listed.offer.topics
    }
    fitting = sorted((key for key in near if near[key]), key=lambda key: (-near[key], key))
    return Proposal(
        party=listed.party,
        note=listed.note,
        skills=[(key, named(key)) for key in fitting],
        score=wording.points(match.score),
        reasons=wording.in_a_row(wording.reasons(match)),
        lines=wording.lines(match),
        kept={
            "score": match.score,
            "weights": match.asking.terms.version,
            "parts": {each.part.name: each.hundredths for each in match.contributions},
            "skills": fitting,
        },
    )


def _full(count: int) -> str:
    told = ngettext("One has no room at present.", "%(count)s have no room at present.", count)
    return told % {"count": cldr.number(count)}


def _foreign(count: int) -> str:
    told = ngettext(
        "One is in no language that you share.", "%(count)s are in no language that you share.", count
    )
    return told % {"count": cldr.number(count)}


def _elsewhere(count: int) -> str:
    told = ngettext("One has told of other skills only.", "%(count)s have told of other skills only.", count)
    return told % {"count": cldr.number(count)}


def _closed(count: int) -> str:
    told = ngettext("One is not open at present.", "%(count)s are not open at present.", count)
    return told % {"count": cldr.number(count)}


def _with_a_language(change: Change) -> str:
    codes = [str(code) for code, _count in change.answers[:3]]
    named_ = pgettext("between two things of a list", ", ").join(map(cldr.language_name, codes))
    return _("With one of these languages there would be more: %(languages)s.") % {"languages": named_}


def _with_patience(_change: Change) -> str:
    return _("Look again in some weeks: room comes back when an exchange ends.")


_LEFT_OUT: Mapping[str, Callable[[int], str]] = {
    "open": _closed,
    "places": _full,
    "language": _foreign,
    "wanted": _elsewhere,
}
_CHANGES: Mapping[str, Callable[[Change], str]] = {
    "language": _with_a_language,
    "places": _with_patience,
}
