"""Which mentors are proposed to a newcomer: the published score over what each side tells, with its reasons.

Who a mentor is, is not part of it. What a mentor does not show to this reader counts as not told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import ngettext

from thriving.kernel import clock
from thriving.movement.skills import skills
from thriving.programs.matching import engine, wording
from thriving.programs.matching.engine import PAIRING, Match, Wanted
from thriving.programs.matching.engine.said import HELD
from thriving.programs.matching.queries import terms
from thriving.programs.mentoring.models import Offer, Wish
from thriving.programs.mentoring.queries import offers_for
from thriving.ui import cldr

MOST = 20
_PURPOSE = "mentoring"
_WHOLE_WEEK = (1 << 168) - 1


@dataclass(frozen=True)
class Proposal:
    """An offer, and why it stands where it stands."""

    offer: Offer
    score: str
    reasons: str
    lines: list[wording.Line]
    kept: dict[str, Any]  # as the pair keeps it


@dataclass(frozen=True)
class Proposals:
    found: list[Proposal]
    left_out: list[str]  # a sentence for each reason


def proposals(reader: Any, wish: Wish) -> Proposals:
    """Best first; of those who could not talk to each other only how many they are."""
    offers = {each.key: each for each in offers_for(reader)}
    wanted = _wanted(wish)
    told = (_told(each, wish) for each in offers.values())
    found = engine.rank(wanted, told, terms(_PURPOSE, clock.today(), PAIRING))
    shown = [_proposal(offers[match.offer.key], match) for match in found.matches[:MOST]]
    return Proposals(shown, [_left_out(count) for _filter, count in found.removed if count])


def proposal(reader: Any, wish: Wish, key: str) -> Proposal | None:
    """One of them, by its key: what is asked for was proposed."""
    return next((each for each in proposals(reader, wish).found if each.offer.key == key), None)


def named(keys: list[str]) -> list[str]:
    known = skills()
    return [str(known[key].name) for key in keys if key in known]


def _wanted(wish: Wish) -> Wanted:
    return Wanted(
        topics=dict.fromkeys(wish.skills, 1),
        languages=dict.fromkeys(wish.languages, HELD),
        week=_WHOLE_WEEK,
        utc_offset=_minutes(wish.utc_offset),
    )


def _told(offer: Any, wish: Wish) -> engine.Offer:
    """Its hours a month are held against those that the newcomer wants."""
    return engine.Offer(
        key=offer.key,
        topics=frozenset(offer.skills),
        languages=dict.fromkeys(offer.languages, HELD) if offer.shows_languages else {},
        closes_on=offer.until,
        hours=wish.hours,
        pace="monthly",
        week=(1 << offer.hours) - 1,
        utc_offset=_minutes(offer.utc_offset),
        confirmed_on=offer.confirmed_on,
        sample=offer.sample,
    )


def _minutes(hours: int | None) -> int | None:
    return None if hours is None else 60 * hours


def _proposal(offer: Any, match: Match) -> Proposal:
    return Proposal(
        offer=offer,
        score=wording.points(match.score),
        reasons=wording.in_a_row(wording.reasons(match)),
        lines=wording.lines(match),
        kept={
            "score": match.score,
            "weights": match.asking.terms.version,
            "parts": {each.part.name: each.hundredths for each in match.contributions},
        },
    )


def _left_out(count: int) -> str:
    told = ngettext(
        "One offer is in no language that you share.",
        "%(count)s offers are in no language that you share.",
        count,
    )
    return told % {"count": cldr.number(count)}
