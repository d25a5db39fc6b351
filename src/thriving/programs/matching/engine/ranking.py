"""The list in its order: what was kept out and why, what the rest is worth, and what would change it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple

from thriving.programs.matching.engine.asking import Asking, Terms
from thriving.programs.matching.engine.filters import Filter, Test
from thriving.programs.matching.engine.parts import NEUTRAL, PARTS, Part, Worth
from thriving.programs.matching.engine.said import Offer, Wanted

MOST_KEPT = 50_000  # offers whose turn of the week is kept in memory


class Contribution(NamedTuple):
    """What one part adds: ``weight`` points times ``value`` hundredths. They sum up to the score."""

    part: Part
    weight: int
    value: int
    missing: str = ""  # "asker" or "offer": who has not told, so that the value is neutral

    @property
    def hundredths(self) -> int:
        return self.weight * self.value


class Match(NamedTuple):
    offer: Offer
    score: int  # in hundredths of a point: 0 to 10,000
    values: tuple[int | None, ...]  # by part, in the order of `asking`'s weighed parts
    asking: Asking

    @property
    def contributions(self) -> list[Contribution]:
        return [
            self._contribution(part, weight, value)
            for (part, weight), value in zip(weighed(self.asking.terms), self.values, strict=True)
        ]

    def _contribution(self, part: Part, weight: int, value: int | None) -> Contribution:
        if value is not None:
            return Contribution(part, weight, value)
        told = not part.asks or any(getattr(self.asking.wanted, name) for name in part.asks)
        return Contribution(part, weight, NEUTRAL, "offer" if told else "asker")


class Removed(NamedTuple):
    filter: Filter
    number: int  # of offers


class Change(NamedTuple):
    """That ``adds`` offers are kept out by this filter alone; which answers would let in how many of them."""

    filter: Filter
    adds: int
    answers: tuple[tuple[Hashable, int], ...]  # those that add most first


class Found(NamedTuple):
    matches: list[Match]
    removed: list[Removed]  # of every filter that looked, in their order
    changes: list[Change]  # what adds most first
    all: int  # how many there were to choose from: those removed and those found


def rank(wanted: Wanted, offers: Iterable[Offer], terms: Terms) -> Found:
    """What fits, best first. The order of ``offers`` changes nothing."""
    asking = Asking(wanted, terms)
    eligible = [offer for offer in offers if offer.key not in wanted.blocked]
    kept, removed, changes = _sifted(asking, eligible)
    week = terms.day.strftime("%G-W%V")
    matches = _scored(asking, kept)
    matches.sort(key=lambda match: (-match.score, turn(terms.purpose, match.offer.key, week)))
    return Found(matches, removed, changes, len(eligible))


@lru_cache(maxsize=MOST_KEPT)
def turn(purpose: str, key: str, week: str) -> bytes:
    """Who of equals comes first this week: the same for everybody who asks, another one next week."""
    return blake2b(f"{purpose} {key} {week}".encode(), digest_size=8).digest()


def weighed(terms: Terms) -> list[tuple[Part, int]]:
    """The parts that count, each with its weight."""
    return [(part, terms.weights[part.name]) for part in PARTS if terms.weights.get(part.name)]


def _sifted(asking: Asking, offers: Sequence[Offer]) -> tuple[list[Offer], list[Removed], list[Change]]:
    made = ((each, each.made(asking)) for each in asking.terms.filters)
    filters = [(each, test) for each, test in made if test]
    tests = [test for _filter, test in filters]
    kept: list[Offer] = []
    removed = [0] * len(tests)
    alone: list[list[Offer]] = [[] for _ in tests]
    for offer in offers:
        first = _first_failed(tests, offer)
        if first is None:
            kept.append(offer)
            continue
        removed[first] += 1
        if _first_failed(tests[first + 1 :], offer) is None:
            alone[first].append(offer)
    counts = [Removed(each, count) for (each, _test), count in zip(filters, removed, strict=True)]
    changes = [_change(each, out) for (each, _test), out in zip(filters, alone, strict=True) if out]
    return kept, counts, sorted(changes, key=lambda change: -change.adds)


def _first_failed(tests: Sequence[Test], offer: Offer) -> int | None:
    for index, test in enumerate(tests):
        if not test(offer):
            return index
    return None


def _change(filter_: Filter, out: Sequence[Offer]) -> Change:
    counted = Counter(answer for offer in out for answer in filter_.answers(offer))
    answers = sorted(counted.items(), key=lambda each: (-each[1], str(each[0])))
    return Change(filter_, len(out), tuple(answers))


def _scored(asking: Asking, offers: Iterable[Offer]) -> list[Match]:
    worths = [(part.made(asking), weight) for part, weight in weighed(asking.terms)]
    return [_match(asking, worths, offer) for offer in offers]


def _match(asking: Asking, worths: Sequence[tuple[Worth, int]], offer: Offer) -> Match:
    values = tuple(worth(offer) for worth, _weight in worths)
    score = sum(
        weight * (NEUTRAL if value is None else value)
        for value, (_worth, weight) in zip(values, worths, strict=True)
    )
    return Match(offer, score, values, asking)
