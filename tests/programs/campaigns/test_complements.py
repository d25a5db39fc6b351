"""Whatever is told of a campaign, its places and its events, in whatever order: no difference is of few."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as some

from thriving.programs.campaigns.queries.complements import Family, Piece

LEAST = 10
PARTS = {
    "whole": frozenset({"here", "there", "fish", "salt", "rice", "tea", "contributors"}),
    "here": frozenset({"fish", "salt"}),
    "there": frozenset({"rice"}),
}
EVENTS = ("fish", "salt", "rice", "tea")
crowds = some.builds(
    lambda first, count: range(first, first + count), some.integers(0, 25), some.integers(0, 14)
)
Sums = dict[str, frozenset[Piece]]


def sums_of(by_part: dict[str, range]) -> Sums:
    """Also of the places, and of the whole with contributors beside the events."""
    events = {part: frozenset((part, str(who)) for who in whom) for part, whom in by_part.items()}
    wholes = {
        whole: frozenset[Piece]().union(*(events.get(part, ()) for part in parts))
        for whole, parts in PARTS.items()
    }
    return {**events, **wholes}


def people(pieces: Iterable[Piece]) -> set[str]:
    return {who for _part, who in pieces}


def told_in(order: list[str], sums: Sums) -> Sums:
    told: Sums = {}
    editors = {title: len(people(pieces)) for title, pieces in sums.items()}
    for title in order:
        family = Family(told, PARTS, editors, frozenset(people(sums["whole"])), LEAST)
        if editors[title] >= LEAST and not family.shows_few(title, sums[title]):
            told = {**told, title: sums[title]}
    return told


def groups(titles: Iterable[str]) -> Iterable[tuple[str, ...]]:
    listed = sorted(titles)
    return chain.from_iterable(combinations(listed, count) for count in range(1, len(listed) + 1))


@given(
    some.fixed_dictionaries(dict.fromkeys((*EVENTS, "contributors"), crowds)),
    some.permutations([*EVENTS, *PARTS]),
)
def test_no_difference_of_told_sums_is_of_few_people(by_part: dict[str, range], order: list[str]) -> None:
    told = told_in(order, sums_of(by_part))
    for whole in told.keys() & PARTS.keys():
        for less in groups(told.keys() & PARTS[whole]):
            rest = people(told[whole].difference(*(told[part] for part in less)))
            assert not rest or len(rest) >= LEAST


def test_who_was_at_an_event_that_is_told_hides_nobody() -> None:
    """All twelve told what they did there, and one more did: the rest may be of that one alone."""
    order = ["fish", "whole"]
    assert told_in(order, sums_of({"fish": range(12), "contributors": range(13)})).keys() == {"fish"}
    assert told_in(order, sums_of({"fish": range(12), "contributors": range(2, 22)})).keys() == {*order}


def test_who_left_an_event_after_it_was_told_is_no_difference() -> None:
    fish = frozenset(("fish", str(who)) for who in range(13))
    family = Family({"fish": fish}, PARTS, {"whole": 12}, frozenset(people(fish)), LEAST)
    assert family.shows_few("whole", frozenset(sorted(fish)[1:]))
