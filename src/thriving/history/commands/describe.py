"""`thriving history describe`: what a lake holds and what it cannot know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import click

from thriving.history.commands.group import history
from thriving.history.commands.options import lake_to_read_option
from thriving.history.failures import HistoryError
from thriving.history.lake import Manifest
from thriving.history.lake.distant import lake_at
from thriving.history.lake.manifest import EVERYWHERE
from thriving.history.lake.shape import kept

_FEW = 5


@history.command()
@lake_to_read_option
def describe(place: str) -> None:
    """What the lake holds: each wiki's snapshot, rows, times, and columns that are not known."""
    manifest = lake_at(place).manifest
    if not manifest.wikis and not manifest.beside:
        raise HistoryError(
            f"There is no lake in {place} yet. To make one: thriving history ingest FILE --lake {place}"
        )
    for wiki in sorted(manifest.wikis):
        click.echo("\n".join(_about(manifest, wiki)))
    for table in sorted(manifest.beside):
        click.echo("\n".join(_about_table(manifest, table)))


def _about(manifest: Manifest, wiki: str) -> Iterable[str]:
    sources = manifest.sources_of(wiki)
    known = manifest.columns_of(wiki)
    yield f"{wiki}: snapshot {manifest.wikis[wiki].snapshot}, known until {manifest.wikis[wiki].known_until}"
    first, last = min(source.first for source in sources), max(source.last for source in sources)
    yield f"  {sum(source.rows for source in sources)} events, {first} to {last}"
    for source in sources:
        yield f"  from {source.name} ({source.layout}; {source.rejected} rows could not be read)"
        yield from (f"    {note}" for note in source.notes)
    unknown = [column.name for column in kept(everything=False) if column.name not in known]
    yield f"  not known: {', '.join(unknown) or 'nothing that a metric reads'}"


def _about_table(manifest: Manifest, table: str) -> Iterable[str]:
    yield f"{table}, beside the events:"
    for held in manifest.beside[table]:
        source = manifest.sources[held.source]
        what = f"{source.rows} rows{of_wikis(held.wikis)} as of {held.snapshot}"
        yield f"  {what}, from {source.name} ({source.layout}; {source.rejected} rows could not be read)"
        yield from (f"    {note}" for note in source.notes)


def of_wikis(wikis: Sequence[str]) -> str:
    """Named while they are few."""
    if EVERYWHERE in wikis:
        return ""
    return f" of {', '.join(wikis) if len(wikis) <= _FEW else f'{len(wikis)} wikis'}"
