from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from tests.history.metrics.newcomers.conftest import early
from tests.history.metrics.rows import Row, answer, edit, tables, values

from thriving.history.failures import HistoryError

ACTIVE, NEW = "rolling_active_editors", "rolling_new_active_editors"
SURVIVING = "rolling_surviving_new_active_editors"
FEBRUARY = "2020-02"  # its end T is 2020-03-01 00:00:00; T - 30 days is 2020-01-31, T - 60 days 2020-01-01
DELETED = {"revision_is_deleted_by_page_deletion": True}
GROUP = {"event_user_is_bot_by": ["group"]}


def counted(name: str, *rows: Row, **given: Any) -> int:
    """At the end of February, who has one edit or more."""
    found = values(name, tables(rows), **{"number_of_edits": 1, **given})
    return int(found.get(FEBRUARY, 0))


@pytest.mark.parametrize(
    ("at", "people"),
    [
        ("2020-01-30 23:59:59", 0),
        ("2020-01-31 00:00:00", 1),
        ("2020-03-01 00:00:00", 1),  # both ends are included
        ("2020-03-01 00:00:01", 0),
    ],
)
def test_the_edges_of_thirty_days(at: str, people: int) -> None:
    assert counted(ACTIVE, edit(at)) == people


def test_an_edit_counts_for_every_end_within_its_days() -> None:
    found = values(ACTIVE, tables([edit("2020-01-31 12:00:00")]), number_of_edits=1, rolling_days=60)
    assert found == {"2020-01": 1, FEBRUARY: 1}


@pytest.mark.parametrize(("edits", "people"), [(4, 0), (5, 1)])
def test_five_edits_unless_another_number_is_asked(edits: int, people: int) -> None:
    assert counted(ACTIVE, *[edit("2020-02-15")] * edits, number_of_edits=5) == people


@pytest.mark.parametrize(
    ("columns", "people"),
    [
        (DELETED, 1),
        (GROUP, 0),
        ({"event_user_is_bot_by": ["name"]}, 1),
        ({"event_user_is_bot_by_historical": ["group"]}, 1),
        ({"event_user_is_anonymous": True}, 0),
        ({"event_user_is_temporary": True}, 0),
        ({"page_namespace": 3}, 1),
    ],
)
def test_who_is_counted(columns: Row, people: int) -> None:
    assert counted(ACTIVE, edit("2020-02-15", **columns)) == people


@pytest.mark.parametrize("name", [ACTIVE, NEW])
def test_deleted_pages_and_bots_are_asked_for(name: str) -> None:
    made = "2020-02-10 12:00:00"
    assert counted(name, early("2020-02-15", made=made, **DELETED), with_deleted=False) == 0
    assert counted(name, early("2020-02-15", made=made, **GROUP), with_bots="yes") == 1


@pytest.mark.parametrize(
    ("made", "people"),
    [
        ("2020-01-30 23:59:59", 0),
        ("2020-01-31 00:00:00", 1),
        ("2020-03-01 00:00:00", 1),
        ("2020-03-01 00:00:01", 0),
    ],
)
def test_the_edges_of_a_new_account(made: str, people: int) -> None:
    assert counted(NEW, early("2020-02-15", made=made)) == people


@pytest.mark.parametrize("name", [NEW, SURVIVING])
def test_accounts_that_others_made_are_not_new(name: str) -> None:
    own = {"made": "2020-01-31 00:00:00", "event_user_is_created_by_self": False}
    assert counted(name, early("2020-01-31 00:00:00", **own), early("2020-02-15", **own)) == 0


@pytest.mark.parametrize(
    ("made", "first", "second", "people"),
    [
        ("2020-01-01 00:00:00", "2020-01-01 00:00:00", "2020-03-01 00:00:00", 1),
        ("2019-12-31 23:59:59", "2020-01-01 00:00:00", "2020-03-01 00:00:00", 0),
        ("2020-01-01 00:00:00", "2019-12-31 23:59:59", "2020-03-01 00:00:00", 0),
        ("2020-01-01 00:00:00", "2020-01-01 00:00:00", "2020-03-01 00:00:01", 0),
        ("2020-01-31 00:00:00", "2020-01-31 00:00:00", "2020-01-31 00:00:01", 1),
        ("2020-01-31 00:00:01", "2020-01-31 00:00:00", "2020-01-31 00:00:01", 0),
        ("2020-01-15 00:00:00", "2020-01-31 00:00:00", "2020-01-31 00:00:00", 0),  # both are of the first
        ("2020-01-15 00:00:00", "2020-02-01 00:00:00", "2020-02-02 00:00:00", 0),  # both are of the second
    ],
)
def test_the_edges_of_surviving(made: str, first: str, second: str, people: int) -> None:
    assert counted(SURVIVING, early(first, made=made), early(second, made=made)) == people


def test_before_the_end_of_a_month_it_is_not_known() -> None:
    rows = answer(ACTIVE, tables([edit("2020-02-15")] * 5, until="2020-02-20 00:00:00"))
    assert [(f"{row['month']:%Y-%m}", row["value"], f"{row['known_from']}") for row in rows] == [
        (FEBRUARY, None, "2020-03-01")
    ]


@pytest.mark.parametrize("days", [0, 367])
def test_a_window_of_no_days_or_of_years_is_refused(days: int) -> None:
    with pytest.raises(HistoryError, match=f"rolling_days cannot be {days}"):
        counted(ACTIVE, edit("2020-02-15"), rolling_days=days)


def test_a_truth_that_is_none_is_refused() -> None:
    with pytest.raises(HistoryError, match="with_bots cannot be “some”"):
        counted(ACTIVE, edit("2020-02-15"), with_bots="some")


DAYS = [
    ("2020-01-30 23:59:59", ("2020-01-30", "2020-02-29")),
    ("2020-01-31 00:00:00", ("2020-01-30", "2020-03-01")),  # at midnight: of the day that ends, too
]


@pytest.mark.parametrize(("at", "days"), DAYS)
def test_each_day_on_which_somebody_comes_or_goes(at: str, days: tuple[str, str]) -> None:
    rows = answer(ACTIVE, tables([edit(at)]), number_of_edits=1, each_day=True)
    assert [(f"{row['day']}", row["value"]) for row in rows] == [(days[0], 1), (days[1], 0)]


def test_a_day_that_is_not_over_is_not_told() -> None:
    given = tables([edit("2020-02-15")], until="2020-02-15 23:00:00")
    assert answer(ACTIVE, given, number_of_edits=1, each_day=True) == []


@pytest.mark.parametrize("name", [ACTIVE, NEW, SURVIVING])
@pytest.mark.parametrize("days", [7, 30])
def test_days_and_months_ends_say_the_same(name: str, days: int) -> None:
    """Two ways to count the same windows, over people who edit at midnights as often as between them."""
    given, asked = tables(crowd()), {"number_of_edits": 2, "rolling_days": days}
    by_day = {row["day"]: row["value"] for row in answer(name, given, each_day=True, **asked)}
    ends = {row["month"]: row["value"] for row in answer(name, given, **asked)}
    assert sum(ends.values()) > 0
    for month in {date(2020, number, 1) for number in range(1, 13)}:
        last = max((day for day in by_day if f"{day:%Y-%m}" <= f"{month:%Y-%m}"), default=None)
        assert ends.get(month, 0) == (by_day[last] if last else 0), month


def crowd() -> list[Row]:
    random = Random(3)  # noqa: S311 -- the same each time, not a secret

    def moment(days: int) -> str:
        at = datetime(2020, 1, 1) + timedelta(days=days, hours=random.choice((0, 0, 9)))
        return f"{at}"

    made = {f"Person {number}": random.randrange(200) for number in range(25)}
    return [
        early(moment(begin + random.randrange(40)), who, made=f"{datetime(2020, 1, 1) + timedelta(begin)}")
        for who, begin in made.items()
        for _edit in range(30)
    ]
