from __future__ import annotations

import pytest
from tests.evidence.disclosure.worlds import CONTINENT, COUNTRY

from thriving.evidence.disclosure.dimensions import Dimension, levels


def test_levels_go_up_to_the_coarsest() -> None:
    assert [each.key for each in levels([COUNTRY])] == ["country", "continent"]


def test_a_category_knows_those_below_it() -> None:
    assert COUNTRY.children("asia") == ("india", "nepal")


@pytest.mark.parametrize(
    ("declared", "words"),
    [
        ({"categories": ()}, "needs categories"),
        ({"categories": ("", "kenya")}, "needs categories"),
        ({"categories": ("kenya", "kenya")}, "kenya twice"),
        ({"categories": ("peru",), "coarser": CONTINENT}, "peru has no place"),
        ({"categories": ("kenya",), "protected": frozenset({"nepal"})}, "protects categories"),
    ],
)
def test_a_dimension_must_make_sense(declared: dict, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        Dimension("place", **declared)


def test_a_trait_stays_sensitive_at_its_coarser_level() -> None:
    with pytest.raises(ValueError, match="as sensitive"):
        Dimension("country", ("kenya",), CONTINENT, {"kenya": "africa"}, sensitive=True)
