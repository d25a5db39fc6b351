from __future__ import annotations

from datetime import date

import pytest

from thriving.evidence.measures.conditions import Condition, Stated, holds
from thriving.evidence.measures.golden import Line

STATED = Line("partner.met", "museum", date(2020, 1, 1), dimensions={"region": "south-asia"}, source="m-1")
UNSTATED = Line("partner.met", "archive", date(2020, 1, 1))


@pytest.mark.parametrize(
    ("said", "of_stated", "of_unstated"),
    [
        (["region", "in", ["south-asia", "north-america"]], True, False),
        (["region", "in", ["north-america"]], False, False),
        (["region", "in", ["not_stated"]], False, True),
        (["region", "not_in", ["south-asia"]], False, True),
        (["region", "not_in", ["north-america"]], True, True),
        (["region", "not_in", ["north-america", "not_stated"]], True, False),
        (["region", "exists"], True, False),
        (["region", "missing"], False, True),
        (["source", "in", ["m-1"]], True, False),
        (["source", "missing"], False, True),
        (["subject", "not_in", ["museum"]], False, True),
    ],
)
def test_a_condition_means_one_thing(said: list[object], of_stated: bool, of_unstated: bool) -> None:  # noqa: FBT001
    asked = [Condition.of(said)]
    assert (holds(asked, STATED), holds(asked, UNSTATED)) == (of_stated, of_unstated)


def test_a_condition_is_the_same_however_it_is_said() -> None:
    assert Condition.of(["region", "in", ["b", "a", "b"]]) == Condition.of(("region", "in", ("a", "b")))


def test_a_dimension_never_carries_sql() -> None:
    with pytest.raises(ValueError, match="not the name of a dimension"):
        Stated("region' OR 1=1 --")
