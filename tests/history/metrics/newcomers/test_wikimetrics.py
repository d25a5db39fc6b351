from __future__ import annotations

import pytest
from tests.history.metrics.newcomers.conftest import MADE, Share, early
from tests.history.metrics.rows import Row, account, answer, tables, values

from thriving.history.failures import HistoryError

DELETED = {"revision_is_deleted_by_page_deletion": True}
SOON = "2020-01-05 18:00:00"
FIRST_DAY = [
    ("2020-01-05 11:59:59", 0),
    (MADE, 1),
    ("2020-01-06 12:00:00", 1),  # the end is included
    ("2020-01-06 12:00:01", 0),
]


@pytest.mark.parametrize(
    ("at", "month"),
    [
        ("2020-01-01 00:00:00", "2019-12"),  # the beginning is left out, the end included
        ("2020-01-01 00:00:01", "2020-01"),
        ("2020-02-01 00:00:00", "2020-01"),
        ("2020-02-01 00:00:01", "2020-02"),
    ],
)
def test_the_edges_of_a_month_of_registrations(at: str, month: str) -> None:
    assert values("newly_registered", tables(accounts=[account(at)])) == {month: 1}


@pytest.mark.parametrize("columns", [{"user_is_created_by_self": False}, {"event_type": "rename"}])
def test_who_did_not_register_is_not_newly_registered(columns: Row) -> None:
    assert values("newly_registered", tables(accounts=[account(SOON, **columns)])) == {}


@pytest.mark.parametrize(("at", "counted"), FIRST_DAY)
def test_the_edges_of_a_new_editors_day(at: str, counted: int, share: Share) -> None:
    assert share("new_editors", early(at)) == counted


@pytest.mark.parametrize("columns", [DELETED, {"page_namespace": 3}])
def test_a_new_editor_edits_anything(columns: Row, share: Share) -> None:
    assert share("new_editors", early(SOON, **columns)) == 1


def test_new_editors_are_not_known_before_their_day_is_over(share: Share) -> None:
    assert share("new_editors", early(SOON), until="2020-02-01 00:00:00") is None
    assert share("new_editors", early(SOON), until="2020-02-02 00:00:00") == 1


@pytest.mark.parametrize(("at", "reached"), FIRST_DAY)
def test_the_edges_of_the_threshold(at: str, reached: int, share: Share) -> None:
    assert share("threshold", early(at)) == float(reached)


@pytest.mark.parametrize("name", ["threshold", "survival"])
@pytest.mark.parametrize(("columns", "value"), [(DELETED, 0.0), ({"page_namespace": 3}, 0.0), ({}, 1.0)])
def test_what_counts_for_wikimetrics(name: str, columns: Row, value: float, share: Share) -> None:
    assert share(name, early(SOON, **columns), early("2020-02-20", **columns)) == value


@pytest.mark.parametrize(("edits", "value"), [(1, 0.0), (2, 1.0)])
def test_a_threshold_of_two_edits(edits: int, value: float, share: Share) -> None:
    assert share("threshold", *[early(SOON)] * edits, number_of_edits=2) == value


def test_other_namespaces_may_count(share: Share) -> None:
    assert share("threshold", early(SOON, page_namespace=4), namespaces="0,4") == 1.0
    with pytest.raises(HistoryError, match="namespaces cannot be “all”"):
        share("threshold", early(SOON), namespaces="all")


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("2020-02-04 11:59:59", 0.0),
        ("2020-02-04 12:00:00", 1.0),
        ("2020-03-05 12:00:00", 1.0),  # the end is included
        ("2020-03-05 12:00:01", 0.0),
    ],
)
def test_the_edges_of_survival(at: str, value: float, share: Share) -> None:
    assert share("survival", early(at)) == value


def test_without_a_sunset_one_survives_by_any_later_edit(share: Share) -> None:
    assert share("survival", early("2020-12-31"), sunset_in_hours=0) == 1.0
    assert share("survival", early("2020-02-04 11:59:59"), sunset_in_hours=0) == 0.0


def test_survival_is_not_known_before_the_sunset(share: Share) -> None:
    assert share("survival", early("2020-02-20"), until="2020-03-31 00:00:00") is None
    assert share("survival", early("2020-02-20"), until="2020-04-01 00:00:00") == 1.0


def test_the_time_to_the_threshold_is_a_mean_of_hours() -> None:
    rows = [early("2020-01-05 13:30:00"), early(SOON), early("2020-01-05 12:30:00", "Bela")]
    given = tables(rows, accounts=[account(MADE), account(MADE, "Bela")])
    (row,) = answer("time_to_threshold", given)
    assert (row["value"], row["denominator"]) == (1.0, 2)
    assert values("time_to_threshold", given, number_of_edits=2) == {"2020-01": 6.0}
