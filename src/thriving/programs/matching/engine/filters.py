"""What keeps an offer out, whatever its score: in a fixed order, each with its reason and its count."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from thriving.programs.matching.engine.asking import Asking
from thriving.programs.matching.engine.parts import covered
from thriving.programs.matching.engine.said import LEAST_SHARED, Offer

Test = Callable[[Offer], bool]


def _none(_offer: Offer) -> Iterable[Any]:
    return ()


@dataclass(frozen=True)
class Filter:
    """``made`` gives the test for one asking, or nothing where the answer that it needs was not told."""

    name: str
    made: Callable[[Asking], Test | None]
    answers: Callable[[Offer], Iterable[Hashable]] = _none  # each of which would let the offer in


def _open(asking: Asking) -> Test:
    day = asking.terms.day
    return lambda offer: (
        (offer.opens_on is None or offer.opens_on <= day)
        and (offer.closes_on is None or offer.closes_on >= day)
    )


def _places(_asking: Asking) -> Test:
    return lambda offer: offer.places_left != 0


def _language(asking: Asking) -> Test | None:
    mine = asking.understood
    if not asking.wanted.languages:
        return None
    return lambda offer: (
        not offer.languages
        or any(level >= LEAST_SHARED and code in mine for code, level in offer.languages.items())
    )


def _place(asking: Asking) -> Test | None:
    if not asking.tells_place:
        return None
    countries, regions = asking.countries, asking.regions
    return lambda offer: (
        offer.is_everywhere
        or not offer.countries.isdisjoint(countries)
        or not offer.regions.isdisjoint(regions)
    )


def _stage(asking: Asking) -> Test | None:
    mine = asking.wanted.stage
    return (lambda offer: not offer.stages or mine in offer.stages) if mine else None


def _audience(asking: Asking) -> Test | None:
    mine = asking.wanted.audience
    return (lambda offer: not offer.audiences or mine in offer.audiences) if mine else None


def _wanted(asking: Asking) -> Test | None:
    """Not for pairs of people: whoever knows something else may still be the one who helps."""
    if not asking.wanted.topics and not asking.wanted.needs:
        return None
    return lambda offer: covered(asking, offer) > 0


def _opening(offer: Offer) -> Iterable[Hashable]:
    return () if offer.opens_on is None else (offer.opens_on,)


def _spoken(offer: Offer) -> Iterable[Hashable]:
    return (code for code, level in offer.languages.items() if level >= LEAST_SHARED)


OPEN = Filter("open", _open, _opening)
PLACES = Filter("places", _places)
LANGUAGE = Filter("language", _language, _spoken)
PLACE = Filter("place", _place)
STAGE = Filter("stage", _stage, lambda offer: offer.stages)
AUDIENCE = Filter("audience", _audience, lambda offer: offer.audiences)
WANTED = Filter("wanted", _wanted, lambda offer: offer.gives)

FINDING = (OPEN, PLACES, PLACE, LANGUAGE, STAGE, AUDIENCE, WANTED)
PAIRING = (OPEN, PLACES, LANGUAGE)
EXCHANGING = (OPEN, PLACES, LANGUAGE, WANTED)
