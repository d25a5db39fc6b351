"""What holds for every metric, whatever the rows are: those registered tomorrow are asked, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from random import Random
from typing import Any

import ibis
import pyarrow as pa
import pytest
from tests.history.engines import rich

from thriving.history import metrics
from thriving.history.engines import embedded
from thriving.history.engines.engine import Engine
from thriving.history.metrics.metric import of
from thriving.history.metrics.opening import schema
from thriving.history.metrics.tables import (
    HUMANS,
    NAMESPACES,
    PAGE_ITEMS,
    Keep,
    Tables,
    computed_each_time,
)

Row = dict[str, Any]
NAMES = sorted(metrics.registered())
ADDITIVE = [name for name in NAMES if metrics.named(name).is_additive]
BY_WIKI = {metrics.Grain.MONTH, metrics.Grain.COHORT}
ACROSS_WIKIS = {"meta_participation": "of each wiki's people, who also edit on Meta"}
OF_ONE_WIKI = [name for name in NAMES if metrics.named(name).grain in BY_WIKI and name not in ACROSS_WIKIS]
PEOPLE = [
    name
    for name in NAMES
    if metrics.named(name).unit == "people"
    and metrics.named(name).grain in {*BY_WIKI, metrics.Grain.MONTH_OF_ALL}
]


class World:
    """The rich history, or a part of it, as tables of one session in which what is kept is computed once."""

    def __init__(
        self,
        engine: Engine,
        edits: Sequence[Row],
        wikis: Sequence[str] = rich.WIKIS,
        *,
        keep: Keep | None = None,
    ) -> None:
        self._engine = engine
        self._tables = Tables(
            events={
                "revision": _events(edits),
                "page": _events([row for row in rich.page_events() if row["wiki_db"] in wikis]),
                "user": _events([row for row in rich.user_events() if row["wiki_db"] in wikis]),
            },
            known=ibis.memtable(
                pa.table(
                    {"wiki_db": wikis, "known_until": pa.array([rich.UNTIL] * len(wikis), pa.timestamp("us"))}
                )
            ),
            namespaces=pa.Table.from_pylist(rich.SPACES, schema=NAMESPACES),
            humans=_side(rich.HUMANS, HUMANS),
            page_items=_side(rich.PAGE_ITEMS, PAGE_ITEMS),
            keep=keep or engine.keep,
        )

    def rows(self, name: str) -> list[Row]:
        found: list[Row] = self._engine.rows(
            of(self._tables, metrics.named(name), rich.TOLD.get(name, {}))
        ).to_pylist()
        return found


def _events(rows: Sequence[Row]) -> Any:
    return ibis.memtable(pa.Table.from_pylist(list(rows), schema=schema()))


def _side(rows: Sequence[Row], shape: pa.Schema) -> Any:
    return ibis.memtable(pa.Table.from_pylist(list(rows), schema=shape))


EDITS = rich.revisions()


def more_edits() -> list[Row]:
    """Each tenth edit once again, some days later: by who was there already, and is what they were."""
    return [{**row, "event_timestamp": row["event_timestamp"] + timedelta(days=3)} for row in EDITS[::10]]


@pytest.fixture(scope="module")
def worlds() -> Iterator[dict[str, World]]:
    shuffled = Random(7).sample(EDITS, len(EDITS))  # noqa: S311 -- an order, not a secret
    with ExitStack() as stack:

        def world(edits: Sequence[Row], wikis: Sequence[str] = rich.WIKIS, keep: Keep | None = None) -> World:
            return World(stack.enter_context(embedded.opened()), edits, wikis, keep=keep)

        made = {"whole": world(EDITS), "more": world([*EDITS, *more_edits()])}
        made["shuffled and alone"] = world(shuffled, keep=computed_each_time)
        for wiki in rich.WIKIS:
            made[wiki] = world([row for row in EDITS if row["wiki_db"] == wiki], [wiki])
        yield made


@pytest.mark.parametrize("name", NAMES)
def test_neither_order_nor_what_others_ask_matters(name: str, worlds: dict[str, World]) -> None:
    """Rows in another order, and a session in which nothing is kept and each metric asks for itself."""
    assert alike(worlds["shuffled and alone"].rows(name)) == worlds["whole"].rows(name)


@pytest.mark.parametrize("name", OF_ONE_WIKI)
def test_what_one_wiki_did_changes_nothing_of_another(name: str, worlds: dict[str, World]) -> None:
    apart = [row for wiki in rich.WIKIS for row in worlds[wiki].rows(name)]
    assert alike(apart) == worlds["whole"].rows(name)


@pytest.mark.parametrize("name", ADDITIVE)
def test_the_sum_over_wikis_is_the_whole(name: str, worlds: dict[str, World]) -> None:
    apart = [row for wiki in rich.WIKIS for row in worlds[wiki].rows(name)]
    assert summed(apart) == summed(worlds["whole"].rows(name)) != {}


@pytest.mark.parametrize("name", PEOPLE)
def test_more_edits_never_lower_a_count_of_people(name: str, worlds: dict[str, World]) -> None:
    before, after = summed(worlds["whole"].rows(name)), summed(worlds["more"].rows(name))
    assert {place: people for place, people in before.items() if after[place] < people} == {}


def alike(rows: list[Row]) -> list[Row]:
    """Parts of sums may come in another order, and differ in a share's last digits."""
    return [
        {
            name: pytest.approx(cell, rel=1e-12) if isinstance(cell, float) else cell
            for name, cell in row.items()
        }
        for row in rows
    ]


def summed(rows: list[Row]) -> dict[tuple[Any, ...], Any]:
    """Values by what a row says besides its wiki, such as its month; nothing where it is open."""
    total: Counter[tuple[Any, ...]] = Counter()
    for row in rows:
        if row["value"] is not None:
            of = (cell for name, cell in row.items() if isinstance(cell, (str, date)) and name != "wiki_db")
            total[tuple(of)] += row["value"]
    return dict(total)


def month(row: Row) -> tuple[str, str]:
    return (row["wiki_db"], f"{row['event_timestamp']:%Y-%m}")


def test_edits_are_recounted_in_plain_python(worlds: dict[str, World]) -> None:
    expected = Counter(month(row) for row in EDITS if not row["revision_is_deleted_by_page_deletion"])
    assert by_month(worlds["whole"].rows("edits")) == expected


def test_active_editors_are_recounted_in_plain_python(worlds: dict[str, World]) -> None:
    edits: Counter[tuple[str, str, str]] = Counter()
    for row in EDITS:
        bot = row["event_user_is_bot_by"] or row["event_user_is_bot_by_historical"]
        is_person = not (row["event_user_is_anonymous"] or row["event_user_is_temporary"] or bot)
        if is_person and row["event_user_text"] and not row["revision_is_deleted_by_page_deletion"]:
            edits[(*month(row), row["event_user_text"])] += 1
    expected = Counter(place[:2] for place, many in edits.items() if many >= 5)
    assert by_month(worlds["whole"].rows("active_editors_per_wiki")) == expected


def test_active_editors_across_wikis_are_recounted_in_plain_python(worlds: dict[str, World]) -> None:
    content: Counter[tuple[str, str]] = Counter()
    bots = set()
    contents = {(each["wiki_db"], each["namespace"]) for each in rich.SPACES if each["is_content"]}
    for row in EDITS:
        place = (f"{row['event_timestamp']:%Y-%m}", row["event_user_text"])
        if row["event_user_id"] and row["event_user_text"]:
            content[place] += (row["wiki_db"], row["page_namespace_historical"]) in contents
        if row["event_user_is_bot_by"] or row["event_user_is_bot_by_historical"]:
            bots.add(place)
    expected = Counter(place[0] for place, many in content.items() if many >= 5 and place not in bots)
    found = worlds["whole"].rows("active_editors_across_wikis")
    assert {f"{row['month']:%Y-%m}": row["value"] for row in found} == expected


def test_new_editor_retention_is_recounted_in_plain_python(worlds: dict[str, World]) -> None:
    windows: dict[tuple[str, str, str], set[int]] = {}
    for row in EDITS:
        made = row["event_user_creation_timestamp"]
        if made and row["event_user_text"] and not row["event_user_is_created_by_system"]:
            person = (row["wiki_db"], f"{made:%Y-%m}", row["event_user_text"])
            windows.setdefault(person, set()).add(
                max(0, (row["event_timestamp"] - made) // timedelta(days=30))
            )
    came = Counter(person[:2] for person, found in windows.items() if 0 in found)
    stayed = Counter(person[:2] for person, found in windows.items() if {0, 1} <= found)
    found = [row for row in worlds["whole"].rows("new_editor_retention") if row["value"] is not None]
    assert found
    for row in found:
        place = (row["wiki_db"], f"{row['month']:%Y-%m}")
        assert (row["numerator"], row["denominator"]) == (stayed[place], came[place])
        assert row["value"] == pytest.approx(stayed[place] / came[place])


def by_month(rows: list[Row]) -> dict[tuple[str, str], Any]:
    return {(row["wiki_db"], f"{row['month']:%Y-%m}"): row["value"] for row in rows}
