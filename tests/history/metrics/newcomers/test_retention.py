from __future__ import annotations

from datetime import date

import pytest
from tests.history.metrics.conftest import ACCOUNT, Measured, edit
from tests.history.metrics.newcomers.conftest import Share, early
from tests.history.metrics.rows import tables, values

from thriving.history import metrics
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake

JANUARY = "2020-01"


def by_account(at: str, who: str = "Amina", **values: str) -> str:
    return edit(at, who, **{**ACCOUNT, **values})


@pytest.mark.parametrize(
    ("back", "value"),
    [
        ("2020-01-30 23:59:59", 0.0),  # the last second of the first 30 days
        ("2020-01-31 00:00:00", 1.0),  # the first of the second 30 days
        ("2020-02-29 23:59:59", 1.0),  # the last of them
        ("2020-03-01 00:00:00", 0.0),
    ],
)
def test_the_edges_of_the_second_thirty_days(back: str, value: float, measured: Measured) -> None:
    assert measured("new_editor_retention", by_account("2020-01-01"), by_account(back)) == {JANUARY: value}


def test_who_came_only_in_the_second_thirty_days_is_no_newcomer(measured: Measured) -> None:
    rows = by_account("2020-02-05"), by_account("2020-01-05", "Bela")
    assert measured("new_editor_retention", *rows) == {JANUARY: 0.0}


def test_the_share_of_those_who_edited(measured: Measured) -> None:
    rows = [by_account("2020-01-05", who) for who in ("Amina", "Bela", "Chidi", "Dao")]
    assert measured("new_editor_retention", *rows, by_account("2020-02-05")) == {JANUARY: 0.25}


def test_accounts_that_the_system_made_are_left_out(measured: Measured) -> None:
    assert (
        measured("new_editor_retention", by_account("2020-01-05", event_user_is_created_by_system="true"))
        == {}
    )


def test_edits_of_deleted_pages_count_here(measured: Measured) -> None:
    row = by_account("2020-01-05", revision_is_deleted_by_page_deletion="true")
    assert measured("new_editor_retention", row) == {JANUARY: 0.0}


@pytest.mark.parametrize(("snapshot", "value"), [("2020-02", None), ("2020-03", 0.0), ("2020-04", 0.0)])
def test_a_cohort_whose_window_is_open_has_no_value_yet(
    snapshot: str, value: float | None, measured: Measured
) -> None:
    """Who begins in the last second of January has until the last second before 1 April."""
    found = measured("new_editor_retention", by_account("2020-01-05"), snapshot=snapshot)
    assert found == {JANUARY: value}


@pytest.mark.parametrize("until_day", [20, 30])
def test_a_window_without_a_moment_is_refused(until_day: int) -> None:
    with pytest.raises(HistoryError, match=f"until_day cannot be {until_day}"):
        values("retention_in_window", tables(), until_day=until_day)


def test_it_says_from_when_it_will_be_known(measured: Measured, lake: Lake) -> None:
    measured("new_editor_retention", by_account("2020-01-05"), snapshot="2020-02")
    (row,) = metrics.measure(lake, "new_editor_retention").rows.to_pylist()
    assert row["known_from"] == date(2020, 4, 1)


@pytest.mark.parametrize(
    ("back", "value"),
    [
        ("2020-02-04 11:59:59", 0.0),
        ("2020-02-04 12:00:00", 1.0),
        ("2020-03-05 11:59:59", 1.0),
        ("2020-03-05 12:00:00", 0.0),
    ],
)
def test_since_the_first_edit_the_same_windows(back: str, value: float, measured: Measured) -> None:
    assert measured("retention_since_first_edit", edit("2020-01-05"), edit(back)) == {JANUARY: value}


def test_since_the_first_edit_bots_and_addresses_are_left_out(measured: Measured) -> None:
    rows = edit("2020-01-05", event_user_is_bot_by="name"), edit("2020-01-05", event_user_is_anonymous="true")
    assert measured("retention_since_first_edit", *rows) == {}


def test_the_window_may_be_another(measured: Measured) -> None:
    rows = edit("2020-01-05"), edit("2020-01-13")
    assert measured("retention_since_first_edit", *rows, days=7) == {JANUARY: 1.0}


@pytest.mark.parametrize(("name", "given"), [("retention_in_window", {}), ("new_editor_retention", {})])
def test_a_window_of_ones_own_is_that_retention_by_default(
    name: str, given: dict[str, int], share: Share
) -> None:
    assert share(name, early("2020-01-06"), early("2020-02-10"), **given) == 1.0


@pytest.mark.parametrize(
    ("back", "value"),
    [
        ("2020-01-12 11:59:59", 0.0),
        ("2020-01-12 12:00:00", 1.0),
        ("2020-01-26 11:59:59", 1.0),
        ("2020-01-26 12:00:00", 0.0),
    ],
)
def test_the_edges_of_a_window_of_ones_own(back: str, value: float, share: Share) -> None:
    windows = {"came_within_days": 1, "from_day": 7, "until_day": 21}
    assert share("retention_in_window", early("2020-01-05 13:00:00"), early(back), **windows) == value


def test_who_came_after_the_first_window_is_no_newcomer_of_it() -> None:
    given = tables([early("2020-01-06 12:00:00"), early("2020-02-10")])
    assert values("retention_in_window", given, came_within_days=1) == {}
