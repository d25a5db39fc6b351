"""What holds of every asking, whatever is wanted and offered."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.programs.matching.offering import DAY, TERMS, gives, lists, offers, priorities, topics, wishes

from thriving.programs.matching.engine import Asking, Found, Offer, Wanted, rank
from thriving.programs.matching.engine.parts import PARTS, covered

often = settings(max_examples=20, deadline=None)
WANTED = PARTS[0].made
EMPTIED = [
    {"topics": {}, "needs": {}},
    {"languages": {}},
    {"country": "", "region": ""},
    {"stage": ""},
]


def keys(found: Found) -> list[str]:
    return [match.offer.key for match in found.matches]


@often
@given(wishes, lists)
def test_what_was_removed_and_what_was_found_are_all(wanted: Wanted, offered: list[Offer]) -> None:
    found = rank(wanted, offered, TERMS)
    removed = sum(each.number for each in found.removed)
    assert (
        removed + len(found.matches) == found.all == sum(each.key not in wanted.blocked for each in offered)
    )


@often
@given(wishes, lists)
def test_contributions_are_the_score(wanted: Wanted, offered: list[Offer]) -> None:
    for match in rank(wanted, offered, TERMS).matches:
        assert sum(each.hundredths for each in match.contributions) == match.score
        assert 0 <= match.score <= 100 * sum(TERMS.weights.values())
        assert all(0 <= each.value <= 100 for each in match.contributions)


@often
@given(wishes, lists)
def test_a_blocked_pair_is_never_returned_nor_counted(wanted: Wanted, offered: list[Offer]) -> None:
    found = rank(wanted, offered, TERMS)
    assert not wanted.blocked.intersection(keys(found))
    without = [each for each in offered if each.key not in wanted.blocked]
    assert found == rank(wanted, without, TERMS)


@often
@given(wishes, lists, st.randoms(use_true_random=False))
def test_the_order_in_which_things_are_told_changes_nothing(
    wanted: Wanted, offered: list[Offer], any_: st.DataObject
) -> None:
    shuffled = [*offered]
    any_.shuffle(shuffled)
    again = replace(wanted, topics=dict(reversed(wanted.topics.items())))
    assert keys(rank(wanted, offered, TERMS)) == keys(rank(again, shuffled, TERMS))


@often
@given(wishes, lists, st.sampled_from(EMPTIED))
def test_telling_less_never_removes_anything(
    wanted: Wanted, offered: list[Offer], less: dict[str, object]
) -> None:
    before = keys(rank(wanted, offered, TERMS))
    assert set(before) <= set(keys(rank(replace(wanted, **less), offered, TERMS)))


@often
@given(wishes, lists, st.sampled_from(["dag", "en", "ar"]))
def test_one_more_language_never_removes_anything(wanted: Wanted, offered: list[Offer], also: str) -> None:
    if wanted.languages:
        more = replace(wanted, languages={**wanted.languages, also: 5})
        assert set(keys(rank(wanted, offered, TERMS))) <= set(keys(rank(more, offered, TERMS)))


@often
@given(wishes, offers, topics, priorities)
def test_one_more_wish_never_lowers_what_is_covered(
    wanted: Wanted, offer: Offer, also: str, how: int
) -> None:
    if also not in wanted.topics:
        more = replace(wanted, topics={**wanted.topics, also: how})
        assert covered(Asking(wanted, TERMS), offer) <= covered(Asking(more, TERMS), offer)


@often
@given(wishes, offers, gives, priorities)
def test_a_wish_that_is_met_never_lowers_the_part(wanted: Wanted, offer: Offer, also: str, how: int) -> None:
    met = replace(offer, gives=offer.gives | {also})
    if also in wanted.needs or not (wanted.topics or wanted.needs):
        return
    more = replace(wanted, needs={**wanted.needs, also: how})
    assert (WANTED(Asking(wanted, TERMS))(met) or 0) <= (WANTED(Asking(more, TERMS))(met) or 0)


@often
@given(wishes, offers, gives)
def test_offering_more_never_lowers_the_part(wanted: Wanted, offer: Offer, also: str) -> None:
    worth = WANTED(Asking(wanted, TERMS))
    assert (worth(offer) or 0) <= (worth(replace(offer, gives=offer.gives | {also})) or 0)


@often
@given(wishes, lists)
def test_what_would_change_it_does(wanted: Wanted, offered: list[Offer]) -> None:
    found = rank(wanted, offered, TERMS)
    for change in found.changes:
        if change.filter.name == "language" and change.answers:
            code, adds = change.answers[0]
            more = replace(wanted, languages={**wanted.languages, str(code): 5})
            assert len(rank(more, offered, TERMS).matches) == len(found.matches) + adds
        if change.filter.name == "place":
            anywhere = replace(wanted, country="", region="")
            assert len(rank(anywhere, offered, TERMS).matches) == len(found.matches) + change.adds


def test_equals_take_turns_by_the_week_and_stay_put_within_it() -> None:
    equal = [Offer(f"initiatives:{number}") for number in range(30)]
    assert DAY.weekday() == 2
    this, same, next_ = (
        keys(rank(Wanted(), equal, replace(TERMS, day=day)))
        for day in (DAY, DAY.replace(day=19), DAY.replace(day=20))
    )
    assert this == same != next_
    assert sorted(this) == sorted(next_)


@pytest.mark.parametrize(
    ("wanted", "offered", "tenths"),
    [
        ("photo", "photo", 10),
        ("media", "portrait", 8),
        ("portrait", "media", 5),
        ("photo", "press", 3),
        ("law", "media", 0),
    ],
)
def test_a_skill_is_as_near_as_the_tree_says(wanted: str, offered: str, tenths: int) -> None:
    assert TERMS.tree.nearness(wanted, offered) == tenths
    assert TERMS.tree.near(wanted).get(offered, 0) == tenths
