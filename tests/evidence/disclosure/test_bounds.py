from __future__ import annotations

from itertools import combinations

from thriving.evidence.disclosure.bounds import bounds
from thriving.evidence.disclosure.dimensions import place
from thriving.evidence.disclosure.knowledge import Fact, Knowledge
from thriving.evidence.disclosure.releases import Unknown

ONE, TWO, THREE, ALL = (Unknown(0, "people", place(("at", name))) for name in ("one", "two", "three", "all"))
PAIRS = [Fact(pair, (), 0, 1) for pair in combinations((ONE, TWO, THREE), 2)]


def test_people_are_whole() -> None:
    """Where no two hold more than one together, three halves would make one and a half."""
    found = bounds(Knowledge(facts=[*PAIRS, Fact((ONE, TWO, THREE), (ALL,))]))
    assert found.most(ALL) == 1


def test_what_nothing_holds_back_has_no_end() -> None:
    assert bounds(Knowledge(hidden={ONE})).most(ONE) == float("inf")


def test_what_was_seen_once_is_not_computed_again() -> None:
    found = bounds(Knowledge(facts=[Fact((ONE, TWO), (), 7, 7)]))
    assert found.reaches(ONE, 0, 7)
    computed = len(found.programs[TWO].points)
    assert found.reaches(TWO, 0, 7)
    assert len(found.programs[TWO].points) == computed


def test_what_was_seen_at_one_value_may_still_have_others() -> None:
    found = bounds(Knowledge(facts=[Fact((ONE,), (), 5, 5), Fact((TWO, THREE), (), 7, 7)]))
    assert (found.least(ONE), found.least(TWO)) == (5, 0)
    assert (found.solved(ONE), found.solved(TWO)) == (True, False)
