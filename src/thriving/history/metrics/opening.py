"""A lake opened for metrics: its files as tables of the engine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

import ibis
import pyarrow as pa

from thriving.history.columns import BY_NAME, Type
from thriving.history.engines.engine import Engine, Expression
from thriving.history.lake import Lake
from thriving.history.lake.manifest import EVERYWHERE
from thriving.history.lake.shape import kept
from thriving.history.metrics.events import true
from thriving.history.metrics.supplied import ACCOUNTS, created, with_accounts
from thriving.history.metrics.tables import HUMANS, NAMESPACES, PAGE_ITEMS, Tables, nothing

_MOMENT = pa.timestamp("us")
_GIVEN_ITEMS = pa.schema(
    [*PAGE_ITEMS, pa.field("page_title", pa.string()), pa.field("page_namespace", pa.int64())]
)
_TYPES = {
    Type.TEXT: pa.string(),
    Type.TEXTS: pa.list_(pa.string()),
    Type.NUMBER: pa.int64(),
    Type.TRUTH: pa.bool_(),
    Type.MOMENT: _MOMENT,
}


class _Opened(dict[str, Expression]):
    """Of each entity, opened by the first who asks: a table of many files takes its time."""

    def __init__(self, open_: Callable[[str], Expression]) -> None:
        super().__init__()
        self._open = open_

    def __missing__(self, entity: str) -> Expression:
        self[entity] = self._open(entity)
        return self[entity]


def tables_of(lake: Lake, wikis: Sequence[str], engine: Engine) -> Tables:
    """Of these wikis, which the lake must hold."""
    events = _Opened(partial(_events, lake, wikis=wikis, engine=engine))
    manifest = lake.manifest
    if lacking := [wiki for wiki in wikis if manifest.is_supplied(wiki)]:
        events = _Opened(partial(_with_accounts(lake, lacking, engine), events))
    return Tables(
        events=events,
        known=_known(lake, wikis),
        namespaces=_namespaces(lake, wikis, engine),
        humans=_table(lake, "humans", HUMANS, (EVERYWHERE,), engine),
        page_items=_page_items(lake, events, wikis, engine),
        keep=engine.keep,
    )


def _namespaces(lake: Lake, wikis: Sequence[str], engine: Engine) -> pa.Table:
    """Without asking the engine for the rows of a table that is not there."""
    if not lake.table("namespaces", wikis):
        return NAMESPACES.empty_table()
    return engine.rows(_table(lake, "namespaces", NAMESPACES, wikis, engine))


def _table(lake: Lake, name: str, of: pa.Schema, wikis: Sequence[str], engine: Engine) -> Expression:
    """All parts of a table beside the events, each for the wikis of which it counts."""
    parts = []
    for number, (file, counting) in enumerate(lake.table(name, wikis)):
        rows = engine.read([file], f"{name.replace('-', '_')}_{number}", of).select(of.names)
        parts.append(rows if EVERYWHERE in counting else rows.filter(rows.wiki_db.isin(counting)))
    if len(parts) > 1:  # in which a row may stand twice
        return ibis.union(*parts, distinct=True)
    return parts[0] if parts else nothing(of)


def _with_accounts(
    lake: Lake, wikis: Sequence[str], engine: Engine
) -> Callable[[Mapping[str, Expression], str], Expression]:
    """Events of an entity with what a table beside them says of accounts."""
    accounts = _table(lake, "accounts", ACCOUNTS, wikis, engine)

    def joined(events: Mapping[str, Expression], entity: str) -> Expression:
        if entity != "user":
            return with_accounts(events[entity], accounts)
        made = created(accounts, schema())
        return ibis.union(events[entity].select(made.columns), made)

    return joined


def _page_items(
    lake: Lake, events: Mapping[str, Expression], wikis: Sequence[str], engine: Engine
) -> Expression:
    """Where the table says a title alone, its page's number is looked up among the pages of today."""
    if not lake.table("page-items", wikis):
        return nothing(PAGE_ITEMS)
    given = _table(lake, "page-items", _GIVEN_ITEMS, wikis, engine)
    live = events["page"].filter(~true(ibis._.page_is_deleted))
    pages = live.select(
        of_wiki="wiki_db", of_id="page_id", of_title="page_title", of_namespace="page_namespace"
    ).distinct()
    titled = given.filter(given.page_id.isnull()).drop("page_id")
    same = [
        titled.wiki_db == pages.of_wiki,
        titled.page_title == pages.of_title,
        titled.page_namespace == pages.of_namespace,
    ]
    found = titled.inner_join(pages, same).select("wiki_db", "item", page_id="of_id")
    numbered = given.filter(given.page_id.notnull())
    return ibis.union(numbered.select(PAGE_ITEMS.names), found.select(PAGE_ITEMS.names), distinct=True)


def _events(lake: Lake, entity: str, *, wikis: Sequence[str], engine: Engine) -> Expression:
    if files := lake.files(entity, wikis):
        return engine.read(files, entity, schema())
    return nothing(schema())


def schema() -> pa.Schema:
    """Of a table of events, with the columns that a lake keeps for metrics."""
    columns = (BY_NAME["wiki_db"], *kept(everything=False))
    return pa.schema([(each.name, _TYPES[each.type]) for each in columns])


def _known(lake: Lake, wikis: Sequence[str]) -> Expression:
    manifest = lake.manifest
    untils = [datetime.fromisoformat(manifest.wikis[wiki].known_until).replace(tzinfo=None) for wiki in wikis]
    return ibis.memtable(
        pa.table({"wiki_db": pa.array(wikis, pa.string()), "known_until": pa.array(untils, _MOMENT)})
    )
