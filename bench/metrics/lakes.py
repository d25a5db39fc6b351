"""Lakes to measure: made-up histories, taken in once and kept."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from bench.generated import generated
from thriving.history.lake import Lake
from thriving.history.lake.ingest import ingest

CACHE = Path("var/bench")  # which git ignores; delete it to have the room back


def lake_of(events: int) -> Lake:
    lake = held(events)
    ingest(lake, generated(events))
    return lake


def held(events: int) -> Lake:
    """Made before; what taking it in costs in memory is none of what measuring it costs."""
    return Lake(CACHE / f"lake-{events}")


def files_of(lake: Lake, entity: str) -> list[str]:
    return lake.files(entity, sorted(lake.manifest.wikis))


def views_of(lake: Lake) -> Iterable[str]:
    """Statements that make the lake's tables views in DuckDB."""
    for entity in ("revision", "page", "user"):
        files = ", ".join(f"'{file}'" for file in files_of(lake, entity))
        read = (
            f"read_parquet([{files}], hive_partitioning=true, hive_types_autocast=false, union_by_name=true)"
        )
        yield f'CREATE TEMP VIEW "{entity}" AS FROM {read}'
    known = ", ".join(f"('{wiki}', '{of.known_until[:19]}')" for wiki, of in lake.manifest.wikis.items())
    yield (
        "CREATE TEMP VIEW known AS SELECT wiki_db, until::TIMESTAMP AS known_until "
        f"FROM (VALUES {known}) AS known(wiki_db, until)"
    )
