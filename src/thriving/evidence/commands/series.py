from __future__ import annotations

from pathlib import Path

import click

from thriving.evidence.commands.groups import indicators
from thriving.evidence.indicators import (
    DEFAULT_MAPPING,
    Refused,
    SeriesChange,
    every_series,
    import_series,
    preview,
    read_mapping,
)

_COMMAND = "thriving indicators import"  # how the diary names who did it


@indicators.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--mapping",
    type=click.Path(path_type=Path),
    default=DEFAULT_MAPPING,
    help="A TOML file that says which column is which indicator. Default: that of movement-metrics.",
)
@click.option("--preview", "only_preview", is_flag=True, help="Only say what would change.")
def import_indicators(path: Path, mapping: Path, *, only_preview: bool) -> None:
    """Read official monthly series from PATH, a folder or one file. A bad file changes nothing."""
    try:
        changes = _changes(path, mapping, only_preview=only_preview)
    except Refused as refused:
        for sentence in refused.sentences:
            click.echo(sentence, err=True)
        raise click.ClickException("Nothing was read.") from refused
    for change in changes:
        click.echo(f"{change.mapped.key}: {_in_words(change)}")
    if only_preview:
        click.echo("This was a preview: nothing has changed.")


def _changes(path: Path, mapping: Path, *, only_preview: bool) -> list[SeriesChange]:
    known = read_mapping(mapping)
    return (
        preview(path, known) if only_preview else import_series(path, known, by="thriving indicators import")
    )


@indicators.command("list")
def list_indicators() -> None:
    """The series that were read, each with its newest month."""
    series = every_series()
    if not series:
        click.echo("No series has been read yet: thriving indicators import FOLDER")
    for each in series:
        newest = f"{each.points[-1].month:%Y-%m}" if each.points else "no month"
        click.echo(f"{each.key}: {len(each.points)} months, newest {newest}. {each.indicator.source}")


def _in_words(change: SeriesChange) -> str:
    if change.changes_nothing:
        return "nothing new"
    told = [
        (change.added, "new"),
        (change.corrected, "corrected"),
        (change.withdrawn, "withdrawn"),
    ]
    parts = [f"{len(months)} months {word}" for months, word in told if months]
    return ", ".join([*parts, *(["described anew"] if change.described_anew else [])])
