from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.history.metrics.rows import Row, answer, edit, tables, values

from thriving.history.failures import HistoryError

JANUARY, FEBRUARY = "2020-01", "2020-02"
BOT = {"event_user_is_bot_by_historical": ["group"]}
DELETED = {"revision_is_deleted_by_page_deletion": True}
NOBODYS = [
    {"event_user_is_anonymous": True},
    {"event_user_is_temporary": True},
    {"event_user_is_bot_by": ["name"]},
    {"event_user_text": None},
]


def made(number: int, who: str = "Amina", at: str = "2020-01-15", **columns: Any) -> list[Row]:
    return [edit(at, who, **columns)] * number


def by_generation(name: str, rows: list[Row], **parameters: Any) -> dict[str, float]:
    return {row["generation"]: row["value"] for row in answer(name, tables(rows), **parameters)}


@pytest.mark.parametrize(
    ("name", "least"),
    [("vital_signs_active_editors", 5), ("vital_signs_very_active_editors", 100)],
)
def test_active_from_so_many_edits_in_a_calendar_month(name: str, least: int) -> None:
    rows = [
        *made(least, "Amina"),
        *made(least - 1, "Bela"),
        *made(least - 1, "Chidi", "2020-01-31 23:59:59"),
        *made(1, "Chidi", "2020-02-01 00:00:00"),
        *made(least - 1, "Dao"),
        *made(1, "Dao", wiki="abwiki"),
    ]
    assert values(name, tables(rows)) == {JANUARY: 1}


def test_edits_of_any_page_count_and_of_pages_deleted_since() -> None:
    rows = [*made(2), *made(2, page_namespace=3), *made(1, **DELETED)]
    assert values("vital_signs_active_editors", tables(rows)) == {JANUARY: 1}


def test_no_bot_and_nobody_without_an_account() -> None:
    rows = [row for who in NOBODYS for row in made(5, **who)]
    assert values("vital_signs_active_editors", tables(rows)) == {}


def test_who_was_ever_a_bot_on_that_wiki_is_left_out_of_every_month() -> None:
    rows = [*made(5), *made(1, at="2021-03-01", **BOT), *made(5, wiki="abwiki")]
    found = answer("vital_signs_active_editors", tables(rows))
    assert [(row["wiki_db"], row["value"]) for row in found] == [("abwiki", 1)]


def test_generations_have_five_years_and_do_not_end() -> None:
    """Each case on a wiki of its own, so that one question answers all."""
    expected = {
        "2001-01-01 00:00:00": "2001-2005",
        "2005-12-31 23:59:59": "2001-2005",
        "2006-01-01 00:00:00": "2006-2010",
        "2025-12-31 23:59:59": "2021-2025",
        "2026-01-01 00:00:00": "2026-2030",
        "2040-06-01 00:00:00": "2036-2040",
    }
    rows = [row for at in expected for row in (edit(at, wiki=at), *made(5, at="2041-01-15", wiki=at))]
    found = answer("active_editors_by_generation", tables(rows))
    assert {row["wiki_db"]: row["generation"] for row in found} == expected


def test_a_generation_may_have_other_years() -> None:
    rows = [edit("2003-06-01"), *made(5)]
    assert by_generation("active_editors_by_generation", rows, years=2) == {"2003-2004": 1.0}
    with pytest.raises(HistoryError, match="years cannot be 0"):
        by_generation("active_editors_by_generation", rows, years=0)


def test_generations_are_shares_of_the_active() -> None:
    rows = [
        edit("2004-01-15", "Amina"),
        *made(5, "Amina"),
        *made(5, "Bela"),
        *made(5, "Chidi"),
        *made(4, "Dao"),
    ]
    found = answer("active_editors_by_generation", tables(rows))
    assert [(row["generation"], row["numerator"], row["denominator"]) for row in found] == [
        ("2001-2005", 1, 3),
        ("2016-2020", 2, 3),
    ]
    assert [row["value"] for row in found] == [pytest.approx(1 / 3), pytest.approx(2 / 3)]


def test_the_first_edit_is_that_of_the_wiki_and_may_be_of_a_page_deleted_since() -> None:
    rows = [edit("2004-01-15", **DELETED), edit("2002-01-15", wiki="abwiki"), *made(5)]
    assert by_generation("active_editors_by_generation", rows) == {"2001-2005": 1.0}


@pytest.mark.parametrize(
    ("name", "spaces"), [("technical_editors", (8, 10)), ("coordinating_editors", (4, 12))]
)
def test_specialists_by_namespace(name: str, spaces: tuple[int, int]) -> None:
    one, other = spaces
    rows = [
        *made(3, "Amina", page_namespace=one),
        *made(2, "Amina", page_namespace=other),
        *made(4, "Bela", page_namespace=one),
        *made(1, "Bela"),
        *[
            row
            for space in range(16)
            if space not in spaces
            for row in made(5, "Chidi", page_namespace=space)
        ],
    ]
    assert values(name, tables(rows)) == {JANUARY: 1}
    assert by_generation(f"{name}_by_generation", rows) == {"2016-2020": 1.0}


def test_events_of_pages_are_no_edits() -> None:
    """The published scripts count them among the technical and coordinating edits."""
    moved = {
        **edit("2020-01-15", page_namespace=10),
        "event_type": "move",
        "event_timestamp": datetime(2020, 1, 15),
    }
    given = tables(made(4, page_namespace=10), pages=[moved] * 5)
    assert values("technical_editors", given) == {}


def test_who_made_no_edit_cannot_be_active() -> None:
    with pytest.raises(HistoryError, match="at_least cannot be 0"):
        values("vital_signs_active_editors", tables(made(1)), at_least=0)
