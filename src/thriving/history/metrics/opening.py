"""A lake opened for metrics: its files as tables of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import ibis
import pyarrow as pa

from thriving.history.columns import BY_NAME, ENTITIES, Type
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


def tables_of(lake: Lake, wikis: Sequence[str], engine: Engine) -> Tables:
    """Of these wikis, which the lake must hold."""
    events = {entity: _events(lake, entity, wikis, engine) for entity in ENTITIES}
    manifest = lake.manifest
    if lacking := [wiki for wiki in wikis if manifest.is_supplied(wiki)]:
        events = _with_accounts(events, lake, lacking, engine)
    return Tables(
        revisions=events["revision"],
        page_events=events["page"],
        user_events=events["user"],
        known=_known(lake, wikis),
        namespaces=engine.rows(_table(lake, "namespaces", NAMESPACES, wikis, engine)),
        humans=_table(lake, "humans", HUMANS, (EVERYWHERE,), engine),
        page_items=_page_items(lake, events["page"], wikis, engine),
        keep=engine.keep,
    )


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
    events: dict[str, Expression], lake: Lake, wikis: Sequence[str], engine: Engine
) -> dict[str, Expression]:
    accounts = _table(lake, "accounts", ACCOUNTS, wikis, engine)
    manifest = lake.manifest
    by_id = all("user_id" in manifest.columns_of(wiki) for wiki in wikis)
    made = created(accounts, schema())
    return {
        "revision": with_accounts(events["revision"], accounts, by_id=by_id),
        "page": with_accounts(events["page"], accounts, by_id=by_id),
        "user": ibis.union(events["user"].select(made.columns), made),
    }


def _page_items(lake: Lake, page_events: Expression, wikis: Sequence[str], engine: Engine) -> Expression:
    """Where the table says a title alone, its page's number is looked up among the pages of today."""
    given = _table(lake, "page-items", _GIVEN_ITEMS, wikis, engine)
    if not lake.table("page-items", wikis):
        return nothing(PAGE_ITEMS)
    live = page_events.filter(~true(page_events.page_is_deleted))
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


def _events(lake: Lake, entity: str, wikis: Sequence[str], engine: Engine) -> Expression:
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
