from __future__ import annotations

from dataclasses import replace

import ibis
import pyarrow as pa
import pytest
from tests.history.metrics.rows import Row, answer, edit, page, tables, values

from thriving.history.failures import HistoryError, NotKnown
from thriving.history.metrics.tables import PAGE_ITEMS, Tables

JANUARY, FEBRUARY = "2020-01", "2020-02"
TALK = {"page_namespace": 1, "page_namespace_is_content": False}
LOVELACE, ADAMS = "Q7259", "Q42"


def placed(*rows: Row, pages: tuple[Row, ...] = ()) -> Tables:
    """Page 1 is about Lovelace on both wikis, page 2 and its talk about Adams, page 3 about nobody."""
    items = [("aawiki", 1, LOVELACE), ("abwiki", 1, LOVELACE), ("aawiki", 2, ADAMS), ("aawiki", 4, ADAMS)]
    table = pa.Table.from_pylist(
        [{"wiki_db": wiki, "page_id": number, "item": item} for wiki, number, item in items],
        schema=PAGE_ITEMS,
    )
    return replace(tables(rows, pages=pages), page_items=ibis.memtable(table))


EDITED = placed(
    edit("2020-01-31 23:59:59", page_id=1),
    edit("2020-02-01 00:00:00", page_id=1),
    edit("2020-02-10", page_id=1, event_user_is_bot_by=["name"]),
    edit("2020-02-10", page_id=2),
    edit("2020-02-10", page_id=3),
    edit("2020-02-10", page_id=4, **TALK),
    edit("2020-02-10", page_id=2, revision_is_deleted_by_page_deletion=True),
    edit("2020-02-10", page_id=2, wiki="abwiki"),
)


def test_pages_edited_about_items() -> None:
    found = answer("pages_edited_about", EDITED, items="Q7259,Q42")
    told = [(f"{row['month']:%Y-%m}", row["value"], row["edits"]) for row in found]
    assert told == [(JANUARY, 1, 1), (FEBRUARY, 2, 3)]
    assert values("pages_edited_about", EDITED, items=(ADAMS,), page_type="all") == {FEBRUARY: 2}


def test_pages_of_a_list_edited() -> None:
    found = answer("listed_pages_edited", EDITED, pages="aawiki:3,abwiki:2,abwiki:99,aawiki:4")
    assert [(row["wiki_db"], row["value"], row["edits"]) for row in found] == [
        ("aawiki", 2, 2),
        ("abwiki", 1, 1),
    ]


CREATED = placed(
    pages=(
        page("2020-01-15", page_id=1),
        page("2020-03-15", page_id=2, page_first_edit_timestamp=edit("2020-02-29")["event_timestamp"]),
        page("2020-01-15", page_id=3),
        page("2020-01-15", page_id=4, **TALK),
        page("2020-01-16", page_id=1, wiki="abwiki", page_is_redirect=True),
        page("2020-01-16", page_id=1, wiki="abwiki", page_is_deleted=True),
    )
)


def test_pages_created_about_items() -> None:
    assert values("pages_created_about", CREATED, items=[LOVELACE, ADAMS]) == {JANUARY: 1, FEBRUARY: 1}


def test_pages_of_a_list_created() -> None:
    assert values("listed_pages_created", CREATED, pages="aawiki:3,aawiki:4,abwiki:1") == {JANUARY: 2}


def test_without_a_list_it_is_not_known() -> None:
    with pytest.raises(NotKnown, match="items=Q7259,Q42"):
        answer("pages_edited_about", EDITED)
    with pytest.raises(NotKnown, match="pages=aawiki:12,abwiki:7"):
        answer("listed_pages_created", CREATED, pages=" , ")


@pytest.mark.parametrize("item", ["42", "q42", "Q042", "Q42 Q43", "P31"])
def test_what_is_no_item_is_named(item: str) -> None:
    with pytest.raises(HistoryError, match=f"“{item}” is no item of Wikidata, which is written as Q42"):
        answer("pages_edited_about", EDITED, items=f"Q1,{item}")


@pytest.mark.parametrize("number", ["12", "aawiki:", "aawiki:0", "aawiki:Q42", "aawiki:1:2"])
def test_what_is_no_page_is_named(number: str) -> None:
    with pytest.raises(HistoryError, match=f"“{number}” is no page, which is written as aawiki:12"):
        answer("listed_pages_edited", EDITED, pages=number)
