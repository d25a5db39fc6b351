"""A lake opened for metrics: its files as tables of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import ibis
import pyarrow as pa

from thriving.history.columns import BY_NAME, ENTITIES, Type
from thriving.history.engines.engine import Engine, Expression
from thriving.history.lake import Lake
from thriving.history.lake.shape import kept
from thriving.history.metrics.tables import HUMANS, NAMESPACES, PAGE_ITEMS, Tables, nothing

_MOMENT = pa.timestamp("us")
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
    return Tables(
        revisions=events["revision"],
        page_events=events["page"],
        user_events=events["user"],
        known=_known(lake, wikis),
        namespaces=nothing(NAMESPACES),
        humans=nothing(HUMANS),
        page_items=nothing(PAGE_ITEMS),
        keep=engine.keep,
    )


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
    return ibis.memtable(pa.table({"wiki_db": pa.array(wikis), "known_until": pa.array(untils, _MOMENT)}))
