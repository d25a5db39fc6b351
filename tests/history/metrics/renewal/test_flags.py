from __future__ import annotations

from typing import Any

from tests.history.metrics.rows import Row, account, answer, edit, tables

from thriving.history.metrics.renewal.flags import HIGHEST_FIRST

JANUARY, FEBRUARY, MARCH = "2020-01", "2020-02", "2020-03"


def change(at: str, groups: list[str] | None, who: str = "Amina", **columns: Any) -> Row:
    """After which they are in these groups; those of the snapshot are others, and must not be read."""
    return account(
        at, who, event_type="altergroups", user_groups_historical=groups, user_groups=["steward"], **columns
    )


def flags(name: str, *rows: Row) -> dict[tuple[str, str], int]:
    found = answer(name, tables(accounts=rows))
    return {(f"{row['month']:%Y-%m}", row["flag"]): row["value"] for row in found}


CAREER = (
    change("2020-01-31 23:59:59", ["patroller"]),
    change("2020-02-01 00:00:00", ["patroller", "sysop"]),
    change("2020-02-15", ["sysop"]),
    change("2020-03-15", None),
)


def test_granted_is_what_the_change_before_had_not_left() -> None:
    assert flags("flags_granted", *CAREER) == {(JANUARY, "patroller"): 1, (FEBRUARY, "sysop"): 1}


def test_removed_is_what_this_change_does_not_leave_and_the_last_flag_counts() -> None:
    """The published scripts never see the last one go."""
    assert flags("flags_removed", *CAREER) == {(FEBRUARY, "patroller"): 1, (MARCH, "sysop"): 1}


def test_who_comes_back_is_granted_again() -> None:
    rows = change("2020-01-10", ["sysop"]), change("2020-02-10", []), change("2020-03-10", ["sysop"])
    assert flags("flags_granted", *rows) == {(JANUARY, "sysop"): 1, (MARCH, "sysop"): 1}
    assert flags("flags_removed", *rows) == {(FEBRUARY, "sysop"): 1}


def test_each_account_of_each_wiki_has_its_own_history() -> None:
    rows = (
        change("2020-01-10", ["sysop"]),
        change("2020-01-11", ["sysop"], "Bela", user_id=8),
        change("2020-01-12", ["sysop"], "Chidi", user_id=None),
        change("2020-01-13", ["sysop"], "Dao", user_id=None),
        change("2020-01-14", ["sysop"], wiki="abwiki"),
        account("2020-01-09", user_groups_historical=["sysop"]),  # no change of groups
    )
    found = answer("flags_granted", tables(accounts=rows))
    assert [(row["wiki_db"], row["flag"], row["value"]) for row in found] == [
        ("aawiki", "sysop", 4),
        ("abwiki", "sysop", 1),
    ]
    assert flags("flags_removed", *rows) == {}


def test_two_changes_in_a_second_are_counted_the_same_in_any_order() -> None:
    rows = change("2020-01-10", ["sysop"]), change("2020-01-10", ["patroller", "sysop"])
    once = flags("flags_granted", *rows), flags("flags_removed", *rows)
    assert once == (flags("flags_granted", *reversed(rows)), flags("flags_removed", *reversed(rows)))


def made(who: str, groups: list[str] | None, number: int = 5) -> list[Row]:
    return [edit("2020-01-15", who, event_user_groups_historical=groups)] * number


def test_active_editors_by_the_highest_flag_they_had() -> None:
    rows = [
        *made("Amina", ["patroller", "sysop", "checkuser"]),
        *[*made("Bela", ["rollbacker"], 4), *made("Bela", ["sysop"], 1)],
        *made("Chidi", ["confirmed", "flow-bot"]),
        *made("Dao", None),
        *made("Esi", ["eliminator"]),
        *made("Femi", ["sysop"], 4),
    ]
    found = answer("highest_flags_of_active_editors", tables(rows))
    assert [(row["flag"], row["numerator"], row["denominator"]) for row in found] == [
        ("checkuser", 1, 5),
        ("sysop", 1, 5),
        ("confirmed", 1, 5),
        ("none", 2, 5),
    ]
    assert found[-1]["value"] == 0.4


def test_the_flag_is_that_of_the_edit_and_of_the_month() -> None:
    later = edit("2020-02-15", "Amina", event_user_groups_historical=["sysop"])
    found = answer("highest_flags_of_active_editors", tables([*made("Amina", ["patroller"]), later]))
    assert [row["flag"] for row in found] == ["patroller"]


def test_each_flag_is_ranked_once() -> None:
    assert len(set(HIGHEST_FIRST)) == len(HIGHEST_FIRST)
    order = [
        "founder",
        "steward",
        "import",
        "oversight",
        "checkuser",
        "bureaucrat",
        "sysop",
        "rollbacker",
        "confirmed",
    ]
    assert sorted(order, key=HIGHEST_FIRST.index) == order
