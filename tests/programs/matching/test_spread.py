"""How evenly first places fall to offers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as some

from thriving.programs.matching.engine import FINDING, Offer, Terms, Wanted, gini, spread

TERMS = Terms(weights={"wanted": 100}, day=date(2020, 4, 15), filters=FINDING)
counts = some.lists(some.integers(0, 50), min_size=1, max_size=12)


@given(counts)
@example([2, 4, 4, 8, 46])  # exactly between 57 and 58
def test_the_coefficient_is_the_mean_difference(counted: list[int]) -> None:
    """By its other definition: half the mean difference of two, over the mean."""
    differences = sum(abs(one - other) for one in counted for other in counted)
    expected = Fraction(differences, 2 * len(counted) * sum(counted)) if sum(counted) else Fraction(0)
    assert gini(counted) == round(100 * expected)


@given(counts, some.randoms(use_true_random=False))
def test_who_has_what_changes_nothing(counted: list[int], any_: some.RandomModule) -> None:
    assert gini(sorted(counted, key=lambda _each: any_.random())) == gini(counted)  # type: ignore[attr-defined]


def test_first_places_are_counted() -> None:
    money = Offer("a:money", gives=frozenset({"money"}))
    both = Offer("a:both", gives=frozenset({"advice", "peers"}))
    never = Offer("a:never", gives=frozenset({"event"}))
    wanted = [Wanted(needs={each: 1}) for each in ("money", "advice", "peers", "space")]
    found = spread(wanted, [money, both, never], TERMS)
    assert (found.asked, found.offers, found.first) == (3, 3, 2)
    assert (found.most, found.most_offer, found.gini) == (2, "a:both", 44)
