"""What holds for metrics whatever the rows are."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thriving.history import metrics
from thriving.history.metrics.metric import of
from thriving.history.metrics.opening import schema
from thriving.history.metrics.tables import HUMANS, NAMESPACES, PAGE_ITEMS, Tables, nothing

Row = dict[str, Any]
Values = dict[tuple[str, str], Any]
WIKIS = ("aawiki", "abwiki")
BEGIN = datetime(2020, 1, 1)
BACKEND = ibis.duckdb.connect()
COUNTS_EDITORS = ("editors", "active_editors_per_wiki")


def edit(hours: int, who: str, wiki: str, number: int) -> Row:
    """One edit, so many hours after the year began."""
    return {
        "wiki_db": wiki,
        "event_type": "create",
        "event_timestamp": BEGIN + timedelta(hours=hours),
        "event_user_text": who,
        "page_namespace": 0,
        "revision_id": number,
        "revision_text_bytes_diff": number - 50,
        "event_user_is_bot_by": ["name"] if who == "Bot" else None,
    }


ROWS = st.lists(
    st.builds(
        edit,
        st.integers(0, 24 * 120),
        st.sampled_from(["Amina", "Bela", "Bot"]),
        st.sampled_from(WIKIS),
        st.integers(1, 100),
    ),
    max_size=40,
)
QUICK = settings(max_examples=6, deadline=None)  # each is a query or more


def over(rows: list[Row], name: str) -> Values:
    expression = of(_tables(rows), metrics.named(name), {})
    found = BACKEND.to_pyarrow(expression).to_pylist()
    return {(row["wiki_db"], str(row["month"])): row["value"] for row in found}


def _tables(rows: list[Row]) -> Tables:
    until = pa.array([datetime(2020, 4, 1)] * len(WIKIS), pa.timestamp("us"))
    return Tables(
        revisions=ibis.memtable(pa.Table.from_pylist(rows, schema=schema())),
        page_events=nothing(schema()),
        user_events=nothing(schema()),
        known=ibis.memtable(pa.table({"wiki_db": list(WIKIS), "known_until": until})),
        namespaces=nothing(NAMESPACES),
        humans=nothing(HUMANS),
        page_items=nothing(PAGE_ITEMS),
    )


@pytest.mark.parametrize("name", ["edits", "active_editors_per_wiki", "retention_since_first_edit"])
@QUICK
@given(rows=ROWS, seed=st.integers())
def test_the_order_of_rows_never_matters(name: str, rows: list[Row], seed: int) -> None:
    shuffled = Random(seed).sample(rows, len(rows))  # noqa: S311 -- an order, not a secret
    assert over(rows, name) == over(shuffled, name)


@pytest.mark.parametrize("name", COUNTS_EDITORS)
@QUICK
@given(rows=ROWS, more=ROWS)
def test_another_edit_never_lowers_a_count_of_editors(name: str, rows: list[Row], more: list[Row]) -> None:
    after = over([*rows, *more], name)
    assert all(after[place] >= value for place, value in over(rows, name).items())


@pytest.mark.parametrize("name", [*COUNTS_EDITORS, "edits", "net_bytes_difference"])
@QUICK
@given(rows=ROWS)
def test_what_one_wiki_did_changes_nothing_of_another(name: str, rows: list[Row]) -> None:
    apart: Values = {}
    for wiki in WIKIS:
        apart |= over([row for row in rows if row["wiki_db"] == wiki], name)
    assert over(rows, name) == apart


@QUICK
@given(rows=ROWS)
def test_edits_are_recounted_in_plain_python(rows: list[Row]) -> None:
    expected: Values = {}
    for row in rows:
        place = (row["wiki_db"], row["event_timestamp"].date().replace(day=1).isoformat())
        expected[place] = expected.get(place, 0) + 1
    assert over(rows, "edits") == expected


@QUICK
@given(rows=ROWS)
def test_retention_is_recounted_in_plain_python(rows: list[Row]) -> None:
    assert over(rows, "retention_since_first_edit") == _retention(rows)


def _retention(rows: list[Row]) -> Values:
    times: dict[tuple[str, str], list[datetime]] = {}
    for row in rows:
        if row["event_user_text"] != "Bot":
            times.setdefault((row["wiki_db"], row["event_user_text"]), []).append(row["event_timestamp"])
    cohorts: dict[tuple[str, str], list[bool]] = {}
    for (wiki, _who), moments in times.items():
        first = min(moments)
        stayed = any(timedelta(days=30) <= moment - first < timedelta(days=60) for moment in moments)
        cohorts.setdefault((wiki, first.date().replace(day=1).isoformat()), []).append(stayed)
    is_closed = {"2020-01-01": True}  # January ends 60 days before 1 April; the other months do not
    return {
        place: sum(stayed) / len(stayed) if is_closed.get(place[1]) else None
        for place, stayed in cohorts.items()
    }
