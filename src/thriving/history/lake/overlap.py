"""Files of one snapshot of a wiki add up; of two that hold the same revisions each would count twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from thriving.history.engines import embedded
from thriving.history.engines.embedded import Session, text
from thriving.history.failures import HistoryError
from thriving.history.lake.manifest import Manifest, Source
from thriving.history.lake.place import SPILL, Lake
from thriving.history.patterns import exactly

_MADE = "revision_id IS NOT NULL AND event_type = 'create'"


def refuse_overlap(lake: Lake, manifest: Manifest, new: Sequence[Source], memory: str) -> None:
    """``manifest`` as it would be with the new sources, whose rows lie in the lake already."""
    keys = {source.key for source in new}
    wikis = sorted({wiki for source in new if not source.table for wiki in source.wikis})
    told = {wiki: _with_revisions(lake, manifest, wiki) for wiki in wikis}
    several = {
        wiki: sources
        for wiki, sources in told.items()
        if len(sources) > 1 and keys & {source.key for source, _rows in sources}
    }
    if several:
        with embedded.session(memory=memory, spill=lake.folder / SPILL) as session:
            for wiki, sources in several.items():
                _refuse_twice(session, wiki, sources, keys)


def _with_revisions(lake: Lake, manifest: Manifest, wiki: str) -> list[tuple[Source, str]]:
    found = []
    for source in manifest.sources_of(wiki):
        folder = lake.folder / source.folder / f"wiki_db={wiki}" / "event_entity=revision"
        if "revision_id" in source.columns and folder.is_dir():
            found.append((source, f"read_parquet({text(exactly(folder) + '/*/*.parquet')})"))
    return found


def _refuse_twice(session: Session, wiki: str, sources: list[tuple[Source, str]], new: set[str]) -> None:
    for (one, rows), (other, other_rows), low, high in _meeting(session, sources):
        if not new & {one.key, other.key}:
            continue
        shared = session.execute(
            f"SELECT count(*) FROM {rows} WHERE {_MADE} AND revision_id BETWEEN {low} AND {high} "
            f"AND revision_id IN (SELECT revision_id FROM {other_rows} WHERE {_MADE} "
            f"AND revision_id BETWEEN {low} AND {high})"
        ).fetchall()[0][0]
        if shared:
            raise HistoryError(
                f"{one.name} and {other.name} share revisions of {wiki} ({shared}), which would count twice. "
                "Take in one of them, or each into a lake of its own."
            )


def _meeting(
    session: Session, sources: list[tuple[Source, str]]
) -> Iterator[tuple[tuple[Source, str], tuple[Source, str], int, int]]:
    """Pairs whose numbers of revisions meet, and where: most files of a dump do not meet at all."""
    ranges = [
        session.execute(f"SELECT min(revision_id), max(revision_id) FROM {rows} WHERE {_MADE}").fetchall()[0]
        for _source, rows in sources
    ]
    told = [(each, low, high) for each, (low, high) in zip(sources, ranges, strict=True) if low is not None]
    for (one, low, high), (other, other_low, other_high) in combinations(told, 2):
        if max(low, other_low) <= min(high, other_high):
            yield one, other, max(low, other_low), min(high, other_high)
