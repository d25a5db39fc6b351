from __future__ import annotations

from datetime import date

import pytest
from tests.history.metrics.rows import Row, answer, edit, tables

BOT = {"event_user_is_bot_by": ["name"]}
DELETED = {"revision_is_deleted_by_page_deletion": True}
TENURES = ["1 day", "7 days", "1 month", "2 months"]


def retained(rows: list[Row], until: str = "2021-01-01 00:00:00") -> list[float | None]:
    """Of January's newcomers, by tenure."""
    found = answer("retention_by_tenure", tables(rows, until=until))
    january = [row for row in found if row["month"] == date(2020, 1, 1)]
    assert [row["tenure"] for row in january] == TENURES
    return [row["value"] for row in january]


def test_the_edges_of_the_tenures() -> None:
    """Each case on a wiki of its own, so that one question answers all."""
    reached = {
        "2020-01-11 11:59:59": 0,
        "2020-01-11 12:00:00": 1,
        "2020-01-17 11:59:59": 1,
        "2020-01-17 12:00:00": 2,
        "2020-02-10 11:59:59": 2,
        "2020-02-10 12:00:00": 3,
        "2020-03-10 11:59:59": 3,
        "2020-03-10 12:00:00": 4,
        "2020-12-31 23:59:59": 4,  # the window has no end
    }
    rows = [row for back in reached for row in (edit("2020-01-10", wiki=back), edit(back, wiki=back))]
    found = answer("retention_by_tenure", tables(rows))
    stayed = {(row["wiki_db"], row["tenure"]): row["value"] for row in found}
    assert stayed == {
        (back, tenure): float(place < number)
        for back, number in reached.items()
        for place, tenure in enumerate(TENURES)
    }


def test_a_month_from_the_last_of_january_is_the_last_of_february() -> None:
    rows = [edit("2020-01-31", "Amina"), edit("2020-02-29 11:59:59", "Amina")]
    rows += [edit("2020-01-31", "Bela"), edit("2020-02-29 12:00:00", "Bela")]
    assert retained(rows) == [1.0, 1.0, 0.5, 0.0]


def test_the_share_of_people_with_accounts_who_were_never_bots() -> None:
    new = [edit("2020-01-10", who) for who in ("Amina", "Bela", "Chidi", "Bot")]
    others = [
        edit("2020-12-01", "Bot", **BOT),
        edit("2020-01-10", "192.0.2.7", event_user_is_anonymous=True),
        edit("2019-12-31 23:59:59", "Chidi"),  # no newcomer of January
    ]
    back = [edit("2020-12-01", "Amina", **DELETED), edit("2020-12-01", "Chidi")]
    found = answer("retention_by_tenure", tables([*new, *others, *back]))
    assert {(row["month"].month, row["numerator"], row["denominator"]) for row in found} == {
        (1, 1, 2),
        (12, 1, 1),
    }


@pytest.mark.parametrize(
    ("until", "known"),
    [
        ("2020-02-01 23:59:59", 0),
        ("2020-02-02 00:00:00", 1),
        ("2020-02-29 23:59:59", 2),
        ("2020-03-01 00:00:00", 3),
        ("2020-04-01 00:00:00", 4),
    ],
)
def test_a_tenure_that_not_everybody_can_have_had_has_no_value_yet(until: str, known: int) -> None:
    """Above all not 0 for the month of the snapshot, as the published scripts have it."""
    values = retained([edit("2020-01-10"), edit("2020-01-20")], until)
    assert [value is not None for value in values] == [True] * known + [False] * (4 - known)


def test_it_says_from_when_it_will_be_known() -> None:
    found = answer("retention_by_tenure", tables([edit("2020-01-10")], until="2020-02-10 00:00:00"))
    assert [row["known_from"] for row in found] == [None, None, date(2020, 3, 1), date(2020, 4, 1)]
    assert [(row["numerator"], row["denominator"]) for row in found] == [(0, 1), (0, 1), (None, 1), (None, 1)]


def runs(rows: list[Row], month: date) -> dict[str, float]:
    found = answer("stability_of_active_editors", tables(rows))
    return {row["run"]: row["value"] for row in found if row["month"] == month}


def edited(months: int, who: str, until: date = date(2020, 1, 1)) -> list[Row]:
    """Five edits in this month, and one in each of the months before it: so many in a row."""
    last = until.year * 12 + until.month - 1
    numbers = range(last - months + 1, last)
    return [
        *[edit(f"{number // 12}-{number % 12 + 1:02}-15", who) for number in numbers],
        *[edit(f"{until}", who)] * 5,
    ]


def test_the_edges_of_the_runs() -> None:
    expected = {1: "1", 2: "2", 3: "3-6", 6: "3-6", 7: "7-12", 12: "7-12", 13: "13-24", 24: "13-24"}
    expected |= {25: "more than 24", 60: "more than 24"}
    rows = [{**row, "wiki_db": f"{length}"} for length in expected for row in edited(length, "Amina")]
    found = answer("stability_of_active_editors", tables(rows))
    assert {int(row["wiki_db"]): row["run"] for row in found} == expected


def test_a_month_left_out_begins_another_run() -> None:
    rows = [*edited(1, "Amina", date(2019, 11, 1)), *edited(1, "Amina")]
    rows += [edit("2019-12-15", "Amina", wiki="abwiki"), edit("2019-12-15", "Bela")]
    assert runs(rows, date(2020, 1, 1)) == {"1": 1.0}


def test_one_edit_keeps_a_run_going_but_five_are_needed_to_be_counted() -> None:
    rows = [*edited(3, "Amina"), *edited(1, "Bela"), edit("2020-01-15", "Chidi")]
    assert runs(rows, date(2019, 12, 1)) == {}
    assert runs(rows, date(2020, 1, 1)) == {"1": 0.5, "3-6": 0.5}


def test_runs_stand_in_their_order() -> None:
    rows = [row for length in (25, 13, 7, 3, 2, 1) for row in edited(length, f"{length} months")]
    found = [row for row in answer("stability_of_active_editors", tables(rows)) if row["denominator"] == 6]
    assert [row["run"] for row in found] == ["1", "2", "3-6", "7-12", "13-24", "more than 24"]
    assert {(row["numerator"], row["denominator"]) for row in found} == {(1, 6)}
