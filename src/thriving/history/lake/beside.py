"""Tables beside the events: read into one file of Parquet each, and taken in by what they are of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from thriving.history.engines import embedded
from thriving.history.engines.embedded import Failure, Session, text
from thriving.history.failures import HistoryError
from thriving.history.lake.manifest import EVERYWHERE, Holding, Manifest, Source
from thriving.history.lake.place import SPILL, TABLE_FILE
from thriving.history.lake.progress import Reading, Tell
from thriving.history.lake.snapshots import Snapshot, of_file, refuse_to_come, until
from thriving.history.lake.work import Work
from thriving.history.patterns import exactly
from thriving.history.readers.recognizing import Beside
from thriving.history.readers.tables import forms


def read_beside(work: Work, reader: Beside, memory: str, reject_limit: float, tell: Tell) -> Source:
    """Into the folder aside. Raises HistoryError."""
    with embedded.session(memory=memory, spill=work.lake.folder / SPILL) as session:
        _copy(session, reader, work.aside / TABLE_FILE, Reading(work.file, tell))
        counted = _counted(session, reader, work.aside / TABLE_FILE)
        bad, good = dict(reader.rejects(session)), reader.good(session)
        first, last = reader.times(session)
        snapshot = reader.snapshot(session)
    work.tell_rejects(bad, rows=good, limit=reject_limit)
    return work.source(
        table=reader.name,
        layout=reader.layout,
        rows=sum(counted.values()),
        rejected=sum(map(len, bad.values())),
        columns=reader.columns,
        wikis=tuple(counted),
        first=first,
        last=last,
        snapshot=snapshot,
        notes=reader.notes,
    )


def _copy(session: Session, reader: Beside, path: Path, reading: Reading) -> None:
    """In the order of wikis, so that a question about one opens little else."""
    order = "human" if reader.name == forms.HUMANS.name else "wiki_db"
    how = "(FORMAT parquet, COMPRESSION zstd)"
    try:
        with reader.opened(session, reading.fed) as query:
            session.execute(f"COPY ({query} ORDER BY {order}) TO {text(path)} {how}")
    except Failure as failure:
        raise embedded.refusal(failure, reading.file) from failure


def _counted(session: Session, reader: Beside, path: Path) -> dict[str, int]:
    """How many rows by wiki."""
    wiki = text(EVERYWHERE) if reader.name == forms.HUMANS.name else "wiki_db"
    counted = f"SELECT {wiki}, count(*) FROM read_parquet({text(exactly(path))}) GROUP BY 1 ORDER BY 1"
    return dict(session.execute(counted).fetchall())


def with_table(
    manifest: Manifest, source: Source, given: Snapshot | None, *, last: str, now: datetime
) -> Manifest:
    """A newer table of a wiki replaces its older one, parts of the same day add up, an older is refused.

    ``last``: how far all of its parts know, where they say no snapshot.
    """
    if not source.wikis:
        return manifest
    held = manifest.beside.get(source.table, ())
    snapshot = _snapshot(source, given, last, now)
    refuse_to_come(snapshot, file=source.name, now=now)
    new = Holding(source.key, snapshot.name, snapshot.known_until.isoformat(), source.wikis)
    others = tuple(_others(held, new, source, manifest))
    return replace(
        manifest,
        beside={**manifest.beside, source.table: (*others, new)},
        sources={**manifest.sources, source.key: source},
    )


def _snapshot(source: Source, given: Snapshot | None, last: str, now: datetime) -> Snapshot:
    """A table that does not say of when it is holds what was known when it was read."""
    if found := of_file(source.name, given):
        return found
    if source.snapshot:
        return _named(source)
    if last:
        return until(datetime.fromisoformat(last).replace(tzinfo=UTC))
    return Snapshot(now.date().isoformat(), now)


def _named(source: Source) -> Snapshot:
    try:
        return Snapshot.named(source.snapshot)
    except ValueError:
        raise HistoryError(
            f"The column snapshot of {source.name} says neither a month (2023-01) nor a day (2023-01-20). "
            "Say of when it is with --snapshot."
        ) from None


def _others(held: Iterable[Holding], new: Holding, source: Source, manifest: Manifest) -> Iterator[Holding]:
    for holding in held:
        shared = set(holding.wikis) & set(new.wikis)
        if shared and holding.known_until > new.known_until:
            raise HistoryError(
                f"The lake already holds {source.table} {_of(shared)}as of {holding.snapshot}, and "
                f"{source.name} is of {new.snapshot}. To have the older one too, ingest it elsewhere."
            )
        is_part = (
            holding.known_until == new.known_until and manifest.sources[holding.source].name != source.name
        )
        left = holding.wikis if is_part else tuple(sorted(set(holding.wikis) - shared))
        if left:
            yield replace(holding, wikis=left)


def _of(wikis: set[str]) -> str:
    return "" if EVERYWHERE in wikis else f"of {min(wikis)} "
