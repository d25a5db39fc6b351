"""Of what a score is made. Each part is worth 0 to 100 hundredths, or nothing where somebody has not told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from thriving.programs.matching.engine.asking import Asking
from thriving.programs.matching.engine.said import HELD, Offer
from thriving.programs.matching.engine.tree import EXACT, PARENT

WHOLE = 100
NEUTRAL = 50  # what a part counts while one side has not told
EQUAL_LEVEL = 60
IN_COUNTRY, IN_REGION, ANYWHERE = 100, 80, 50
HALF_LIFE = 180  # days after which what was confirmed counts half
FARTHEST = 12 * 60  # minutes between two clocks
A_MONTH = 4  # weeks, over which hours that are asked once can be found

Worth = Callable[[Offer], int | None]


@dataclass(frozen=True)
class Part:
    """``made`` gives what a part is worth for one asking; ``asks`` is what of `Wanted` it looks at."""

    name: str
    asks: tuple[str, ...]
    made: Callable[[Asking], Worth]


def _untold(_offer: Offer) -> None:
    return None


def covered(asking: Asking, offer: Offer) -> int:
    """How much of what is wanted this offers, in tenths times priorities: more wishes never make it less."""
    return _topics_covered(asking, offer) + _needs_covered(asking, offer)


def _topics_covered(asking: Asking, offer: Offer) -> int:
    if not offer.topics:
        return sum(priority for priority, _near in asking.near) * PARENT  # not told: neither near nor far
    return sum(
        priority * max((near.get(topic, 0) for topic in offer.topics), default=0)
        for priority, near in asking.near
    )


def _needs_covered(asking: Asking, offer: Offer) -> int:
    return EXACT * sum(priority for need, priority in asking.wanted.needs.items() if need in offer.gives)


def _wanted(asking: Asking) -> Worth:
    wanted = asking.wanted
    most = EXACT * (sum(wanted.topics.values()) + sum(wanted.needs.values()))
    return (lambda offer: WHOLE * covered(asking, offer) // most) if most else _untold


def _level(asking: Asking) -> Worth:
    mine = asking.wanted.level
    if mine is None:
        return _untold

    def worth(offer: Offer) -> int | None:
        if offer.level is None:
            return None
        return WHOLE if offer.level > mine else EQUAL_LEVEL if offer.level == mine else 0

    return worth


def _language(asking: Asking) -> Worth:
    mine = asking.wanted.languages
    if not mine:
        return _untold

    def worth(offer: Offer) -> int | None:
        if not offer.languages:
            return None
        shared = (min(level, mine[code]) for code, level in offer.languages.items() if code in mine)
        return WHOLE * max(shared, default=0) // HELD

    return worth


def _availability(asking: Asking) -> Worth:
    mine, week = asking.wanted.hours, asking.wanted.week

    def worth(offer: Offer) -> int | None:
        if week and offer.week:
            return min(WHOLE, WHOLE * (week & offer.week).bit_count() // max(offer.hours or 1, 1))
        if mine is None or offer.hours is None:
            return None
        return min(WHOLE, WHOLE * mine * _weeks(offer) // max(offer.hours, 1))

    return worth


def _weeks(offer: Offer) -> int:
    """Over how many the hours that an offer asks for are spread."""
    return A_MONTH if offer.pace == "once" else 1


def _place(asking: Asking) -> Worth:
    wanted, regions, countries = asking.wanted, asking.regions, asking.countries
    offset = wanted.utc_offset
    if not asking.tells_place and offset is None:
        return _untold

    def worth(offer: Offer) -> int | None:
        if asking.tells_place and not offer.is_everywhere:
            if wanted.country in offer.countries:
                return IN_COUNTRY
            near = not (offer.regions.isdisjoint(regions) and offer.countries.isdisjoint(countries))
            return IN_REGION if near else _by_clock(offset, offer.utc_offset) or 0
        by_clock = _by_clock(offset, offer.utc_offset)
        return by_clock if by_clock is not None or not asking.tells_place else ANYWHERE

    return worth


def _by_clock(mine: int | None, theirs: int | None) -> int | None:
    """By how far apart two clocks are, once around the world."""
    if mine is None or theirs is None:
        return None
    apart = abs(mine - theirs) % (2 * FARTHEST)
    return WHOLE - WHOLE * min(apart, 2 * FARTHEST - apart) // FARTHEST


def _recency(asking: Asking) -> Worth:
    today = asking.terms.day

    def worth(offer: Offer) -> int | None:
        if offer.confirmed_on is None:
            return None
        return int(WHOLE * 0.5 ** (max((today - offer.confirmed_on).days, 0) / HALF_LIFE))

    return worth


def _reciprocity(asking: Asking) -> Worth:
    mine = asking.wanted.offers
    if not mine:
        return _untold
    return lambda offer: None if not offer.wants else WHOLE * (not mine.isdisjoint(offer.wants))


def _under_served(asking: Asking) -> Worth:
    listed = asking.terms.under_served
    return lambda offer: WHOLE if served(offer, listed) else 0


def served(offer: Offer, listed: frozenset[str]) -> frozenset[str]:
    """Those of the languages and places on the list that this offer is for."""
    return listed.intersection(offer.languages) | (listed & offer.countries) | (listed & offer.regions)


PARTS = (
    Part("wanted", ("topics", "needs"), _wanted),
    Part("level", ("level",), _level),
    Part("language", ("languages",), _language),
    Part("availability", ("hours", "week"), _availability),
    Part("place", ("country", "region", "utc_offset"), _place),
    Part("recency", (), _recency),
    Part("reciprocity", ("offers",), _reciprocity),
    Part("under_served", (), _under_served),
)
