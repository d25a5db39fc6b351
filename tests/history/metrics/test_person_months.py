from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from tests.history.metrics.rows import Row, edit, found, tables

DELETED = {"revision_is_deleted_by_page_deletion": True}
MOVED = {"page_namespace_historical": 2, "page_namespace": 0}  # a draft of a person that became an article


def months(*rows: Row, **given: Any) -> list[Row]:
    return sorted(
        found(tables(rows, **given).person_months), key=lambda row: (row["month"], row["user_name"])
    )


def test_a_row_for_each_wiki_month_and_name() -> None:
    rows = months(
        edit("2020-01-31 23:59:59"),
        edit("2020-02-01 00:00:00"),
        edit("2020-02-02"),
        edit("2020-02-02", "Bela"),
    )
    assert [(row["month"], row["user_name"], row["edits"]) for row in rows] == [
        (date(2020, 1, 1), "Amina", 1),
        (date(2020, 2, 1), "Amina", 2),
        (date(2020, 2, 1), "Bela", 1),
    ]


def test_the_first_edit_is_the_first_of_all_months_on_that_wiki() -> None:
    rows = months(edit("2020-02-02"), edit("2019-01-01", **DELETED), edit("2018-01-01", wiki="abwiki"))
    first = {(row["wiki_db"], row["month"].year): row["first_edit"].year for row in rows}
    assert first == {("aawiki", 2020): 2019, ("aawiki", 2019): 2019, ("abwiki", 2018): 2018}


@pytest.mark.parametrize(
    ("column", "counted"),
    [
        ("edits", 7),
        ("live_edits", 6),
        ("content_edits", 2),
        ("live_content_edits", 2),
        ("technical_edits", 2),
        ("coordinating_edits", 2),
        ("reverted_edits", 1),
    ],
)
def test_what_is_counted(column: str, counted: int) -> None:
    elsewhere = [edit("2020-01-15", page_namespace=namespace) for namespace in (8, 10, 4, 12)]
    rows = [
        *elsewhere,
        edit("2020-01-15", **DELETED),
        edit("2020-01-15", **MOVED, revision_is_identity_reverted=True),
    ]
    (row,) = months(*rows, edit("2020-01-15", revision_is_identity_reverted=False))
    assert row[column] == counted


def test_content_goes_by_the_table_of_namespaces_as_of_then() -> None:
    spaces = [{"wiki_db": "aawiki", "namespace": 104, "is_content": True}]
    spaces += [{"wiki_db": "aawiki", "namespace": 0, "is_content": False}]
    (row,) = months(
        edit("2020-01-15", page_namespace=0, page_namespace_historical=104),
        edit("2020-01-15"),
        namespaces=spaces,
    )
    assert (row["content_edits"], row["live_content_edits"]) == (1, 0)


@pytest.mark.parametrize("when", ["event_user_is_bot_by", "event_user_is_bot_by_historical"])
def test_a_bot_then_or_now_is_one_for_the_month(when: str) -> None:
    (row,) = months(edit("2020-01-15", **{when: ["name"]}), edit("2020-01-16", **{when: ["name"]}))
    assert (row["is_bot_by_name"], row["is_bot_by_group"]) == (True, False)


def test_the_account_was_made_when_its_events_say_first() -> None:
    made = datetime(2019, 5, 1)
    (row,) = months(edit("2020-01-15", event_user_creation_timestamp=made), edit("2020-01-16"))
    assert row["created"] == made


def test_who_is_suppressed_has_months_but_is_no_person() -> None:
    given = tables([edit("2020-01-15", None), edit("2020-01-15")])
    assert [row["user_name"] for row in found(given.person_months)] == ["Amina"]
    assert {row["user_name"] for row in found(given.months_of_names)} == {None, "Amina"}


def test_an_address_has_no_account() -> None:
    address = {"event_user_is_anonymous": True, "event_user_id": None}
    (row,) = months(edit("2020-01-15", "192.0.2.7", **address))
    assert (row["user_type"], row["user_id"]) == ("anonymous", None)


def test_who_is_a_bot_in_one_month_has_been_one() -> None:
    rows = months(edit("2020-01-15", event_user_is_bot_by_historical=["group"]), edit("2020-02-15"))
    assert [(row["is_bot_by_group"], row["is_ever_bot"]) for row in rows] == [(True, True), (False, True)]
    assert rows[0]["last_edit_of_all"] == rows[1]["last_edit"]
