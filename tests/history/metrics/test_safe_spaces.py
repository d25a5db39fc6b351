from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.history.metrics.rows import Row, account, answer, edit, tables, values

from thriving.history.failures import HistoryError

JANUARY, FEBRUARY = "2020-01", "2020-02"
BEGAN = datetime(2000, 1, 1)
BOT = {"event_user_is_bot_by": ["group"]}
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
EDGES = {
    -DAY: "Under 1 day",  # the account's row is younger than its edit: it happens
    timedelta(0): "Under 1 day",
    DAY - SECOND: "Under 1 day",
    DAY: "1 to 7 days",
    7 * DAY: "7 to 30 days",
    30 * DAY - SECOND: "7 to 30 days",
    30 * DAY: "30 to 90 days",
    90 * DAY: "90 days to 1 year",
    365 * DAY - SECOND: "90 days to 1 year",
    365 * DAY: "1 to 3 years",
    1095 * DAY: "3 to 10 years",
    3650 * DAY - SECOND: "3 to 10 years",
    3650 * DAY: "Over 10 years",
}


def aged(age: timedelta, *, reverted: bool | None = False, **columns: Any) -> Row:
    """An edit of January by an account of that age."""
    at = datetime(2020, 1, 15)
    return edit(
        at, event_user_registration_timestamp=at - age, revision_is_identity_reverted=reverted, **columns
    )


def reverted_after(seconds: int | None, at: str = "2020-01-15", **columns: Any) -> Row:
    told = {"revision_is_identity_reverted": seconds is not None}
    return edit(at, revision_seconds_to_identity_revert=seconds, **told, **columns)


def test_the_edges_of_tenure() -> None:
    """Each case on a wiki of its own, so that one question answers all."""
    rows = [aged(age, wiki=f"{age.total_seconds():.0f}") for age in EDGES]
    found = answer("revert_rate_by_tenure", tables(rows))
    tenures = {timedelta(seconds=int(row["wiki_db"])): row["tenure"] for row in found}
    assert tenures == EDGES


@pytest.mark.parametrize("first", ["registration_timestamp", "creation_timestamp", "first_edit_timestamp"])
def test_tenure_runs_from_the_first_of_what_is_known(first: str) -> None:
    at = datetime(2020, 1, 15)
    began = {
        f"event_user_{name}": at - (100 * DAY if name == first else DAY)
        for name in ("registration_timestamp", "creation_timestamp", "first_edit_timestamp")
    }
    alone = {f"event_user_{first}": at - 8 * DAY}
    found = answer("revert_rate_by_tenure", tables([edit(at, **began), edit(at, **alone), edit(at)]))
    assert [row["tenure"] for row in found] == ["7 to 30 days", "90 days to 1 year", "Undefined"]


def test_revert_rates_are_of_edits_of_people() -> None:
    rows = [
        aged(DAY, reverted=True),
        aged(DAY, reverted=False),
        aged(DAY, reverted=None),
        aged(DAY, reverted=True, revision_is_deleted_by_page_deletion=True),
        aged(DAY, reverted=True, **BOT),
        aged(DAY, reverted=True, event_user_is_anonymous=True),
        aged(DAY, reverted=True, event_user_is_temporary=True),
    ]
    (row,) = answer("revert_rate_by_tenure", tables(rows))
    assert (row["value"], row["numerator"], row["denominator"]) == (0.5, 2, 4)


OLD_AND_NEW = [
    aged(timedelta(0), reverted=True),
    aged(30 * DAY - SECOND, reverted=True),
    aged(DAY),
    aged(DAY),
    aged(30 * DAY, reverted=True),
    aged(365 * DAY - SECOND, reverted=True),
    aged(365 * DAY, reverted=True),
    *[aged(4000 * DAY)] * 3,
]


def test_newcomers_against_the_experienced() -> None:
    given = tables(OLD_AND_NEW)
    assert values("newcomer_revert_rate", given) == {JANUARY: 0.5}
    assert values("experienced_revert_rate", given) == {JANUARY: 0.25}
    (row,) = answer("newcomer_revert_gap", given)
    assert (row["value"], row["newcomer_rate"], row["experienced_rate"]) == (0.25, 0.5, 0.25)
    assert (row["newcomer_edits"], row["experienced_edits"]) == (4, 4)


def test_without_either_of_them_there_is_no_gap() -> None:
    given = tables([aged(DAY), aged(100 * DAY)])
    assert answer("newcomer_revert_gap", given) == []
    found = answer("newcomer_revert_gap", given, newcomer_days=2, experienced_days=100)
    assert [row["value"] for row in found] == [0.0]


@pytest.mark.parametrize(
    ("seconds", "median"), [([7], 7), ([1, 9, 100], 9), ([100, 1], 50.5), ([1, 2, 4, 1000], 3)]
)
def test_the_median_time_to_revert(seconds: list[int], median: float) -> None:
    rows = [*[reverted_after(each) for each in seconds], reverted_after(None)]
    assert values("median_time_to_revert", tables(rows)) == {JANUARY: median}


def test_time_to_revert_is_of_the_month_of_the_edit_and_by_user_type() -> None:
    rows = [reverted_after(5_000_000, "2020-01-31 23:59:59"), reverted_after(3, "2020-02-01 00:00:00", **BOT)]
    assert values("median_time_to_revert", tables(rows)) == {JANUARY: 5_000_000, FEBRUARY: 3}
    assert values("median_time_to_revert", tables(rows), user_type="group_bot") == {FEBRUARY: 3}
    with pytest.raises(HistoryError, match="There is no user type robot; there are: all, anonymous"):
        values("median_time_to_revert", tables(rows), user_type="robot")


def test_reverts_within_hours_with_their_last_second() -> None:
    rows = [reverted_after(each) for each in (0, 172_800, 172_801, None)]
    (row,) = answer("reverts_within_hours", tables(rows))
    assert (row["value"], row["numerator"], row["denominator"]) == (pytest.approx(2 / 3), 2, 3)
    assert values("reverts_within_hours", tables(rows), hours=1) == {JANUARY: pytest.approx(1 / 3)}


@pytest.mark.parametrize(("until", "value"), [("2020-02-02 23:59:59", None), ("2020-02-03 00:00:00", 1.0)])
def test_a_month_whose_last_edit_has_not_had_its_hours_has_no_value_yet(
    until: str, value: float | None
) -> None:
    assert values("reverts_within_hours", tables([reverted_after(1)], until=until)) == {JANUARY: value}


def block(at: str, blocks: list[str] | None, who: str = "Vandal", **columns: Any) -> Row:
    """After which they are blocked so; what they are at the snapshot must not be read."""
    return account(
        at, who, event_type="alterblocks", user_blocks_historical=blocks, user_blocks=["x"], **columns
    )


def test_blocks_that_begin_for_each_thousand_active_editors() -> None:
    active = [edit("2020-01-15", who) for who in ("Amina", "Bela") for _ in range(5)]
    blocks = [
        block("2020-01-01 00:00:00", ["nocreate"]),
        block("2020-01-02", ["nocreate", "noemail"]),  # made harder
        block("2020-01-03", None),
        block("2020-01-31 23:59:59", ["nocreate"]),
        block("2020-01-10", ["nocreate"], "Spammer", user_id=8),
        account("2020-01-10", "Else", user_blocks_historical=["nocreate"]),
    ]
    (row,) = answer(
        "blocks_per_thousand_active_editors",
        tables([*active, *[edit("2020-01-15", "Dao")] * 4], accounts=blocks),
    )
    assert (row["value"], row["numerator"], row["denominator"]) == (1500.0, 3, 2)


def test_a_month_of_blocks_alone_or_of_editors_alone() -> None:
    given = tables([edit("2020-02-15")] * 5, accounts=[block("2020-01-15", ["nocreate"])])
    assert values("blocks_per_thousand_active_editors", given) == {JANUARY: None, FEBRUARY: 0.0}


def test_hidden_and_suppressed_revisions() -> None:
    rows = [
        edit("2020-01-15", revision_deleted_parts=["text"]),
        edit(
            "2020-01-15",
            revision_deleted_parts=["comment", "user"],
            revision_deleted_parts_are_suppressed=True,
        ),
        edit("2020-01-15", revision_deleted_parts=[], revision_deleted_parts_are_suppressed=False),
        edit("2020-01-15", revision_deleted_parts=None),
        edit("2020-02-15"),
    ]
    given = tables(rows)
    assert values("hidden_revisions", given) == {JANUARY: 2}
    assert values("hidden_revisions", given, part="user") == {JANUARY: 1}
    assert values("suppressed_revisions", given) == {JANUARY: 1}
    with pytest.raises(HistoryError, match="There is no part title; there are: all, text, comment, user"):
        values("hidden_revisions", given, part="title")
