"""`thriving history ingest`: dumps become the tables of a lake."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import click

from thriving.history import rejects
from thriving.history.commands.describe import of_wikis
from thriving.history.commands.group import history
from thriving.history.commands.options import lake_option, memory_option
from thriving.history.commands.progress import Meter
from thriving.history.failures import HistoryError
from thriving.history.generating.place import MARK
from thriving.history.lake import Lake, Manifest, Source
from thriving.history.lake.ingest import Ingested, Options
from thriving.history.lake.ingest import ingest as take_in
from thriving.history.lake.snapshots import Snapshot
from thriving.history.readers.recognizing import LAYOUTS, Said


@history.command()
@click.argument("files", nargs=-1, required=True)
@lake_option
@click.option("--name", default="", help="What standard input (-) is called, as 2023-01.aawiki.all-time.tsv.")
@click.option("--snapshot", default="", help="2023-01 or 2023-01-20, where the files' names do not tell.")
@click.option(
    "--columns",
    type=click.Choice(["needed", "all"]),
    default="needed",
    show_default=True,
    help="Keep what the metrics read, or everything.",
)
@memory_option
@click.option(
    "--reject-limit",
    type=click.FloatRange(0, 1),
    default=rejects.LIMIT,
    show_default=True,
    help="The share of a file's rows that may be unreadable.",
)
@click.option(
    "--bots",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Names of bots, one a line, for XML dumps and tables, which do not say who is one.",
)
@click.option("--layout", type=click.Choice(LAYOUTS), help="What the files are, where they do not tell.")
@click.option("--wiki", default="", help="Of which wiki a table is that has no column wiki, as aawiki.")
@click.option("--delimiter", default="", help="What stands between a table's columns; tab for a tab.")
@click.option("--quote", default=None, help="What quotes a table's fields; none for nothing.")
def ingest(  # noqa: PLR0913 -- each is an option of the command line
    files: Sequence[str],
    folder: Path,
    name: str,
    snapshot: str,
    *,
    columns: str,
    memory: str,
    reject_limit: float,
    bots: Path | None,
    layout: str | None,
    wiki: str,
    delimiter: str,
    quote: str | None,
) -> None:
    """Take files into a lake: dumps (mediawiki_history, MediaWiki XML) or tables (CSV, TSV, JSON, Parquet).

    Tables of revisions, accounts, humans, pages' items and namespaces are known by their headers.
    All files or none; a run that was stopped goes on where it was when it is started again.
    """
    options = Options(
        snapshot=_snapshot(snapshot) if snapshot else None,
        everything=columns == "all",
        memory=memory,
        reject_limit=reject_limit,
        said=Said(
            layout=layout or "",
            wiki=wiki,
            delimiter=_one_sign({"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter), "--delimiter"),
            quote="" if quote == "none" else _one_sign(quote, "--quote"),
            bots=frozenset(bots.read_text(encoding="utf-8").splitlines()) if bots else frozenset(),
        ),
    )
    with ExitStack() as stack:
        paths = _without_marks([path for file in files for path in _paths(file, name, stack)])
        lake = Lake(folder)
        before = lake.manifest
        with Meter(paths) as meter:
            found = take_in(lake, paths, options, tell=meter)
    for ingested in found:
        _say(ingested)
    for sentence in _replaced(before, lake.manifest):
        click.echo(sentence)


def _replaced(before: Manifest, after: Manifest) -> Iterator[str]:
    """What counted until now and does so no more: nobody should have to find that out by the numbers."""
    for wiki in sorted(before.wikis):
        was, now = before.wikis[wiki].snapshot, after.wikis[wiki].snapshot
        gone = set(before.sources_of(wiki)) - set(after.sources_of(wiki))
        if gone:
            names = ", ".join(sorted(source.name for source in gone))
            yield f"{wiki}: the snapshot {now} has replaced {was}, which was in {names}."


Sign = TypeVar("Sign", str, str | None)


def _one_sign(sign: Sign, option: str) -> Sign:
    if sign and len(sign) > 1:
        raise click.BadParameter(f"“{sign}” is more than one sign.", param_hint=option)
    return sign


def _say(ingested: Ingested) -> None:
    source = ingested.source
    rows = f"{source.rows} {_what(source)} ({source.layout})"
    refused = f"; {source.rejected} rows could not be read" if source.rejected else ""
    click.echo(f"{source.name}: {rows if ingested.read else 'already here, ' + rows}{refused}.")
    for note in source.notes:
        click.echo(f"  {note}")


def _what(source: Source) -> str:
    if not source.table:
        return f"events of {', '.join(source.wikis)}"
    return f"rows{of_wikis(source.wikis)}"


def _snapshot(written: str) -> Snapshot:
    try:
        return Snapshot.named(written)
    except ValueError:
        raise click.BadParameter(
            f"“{written}” is neither a month (2023-01) nor a day (2023-01-20).", param_hint="--snapshot"
        ) from None


def _paths(file: str, name: str, stack: ExitStack) -> list[Path]:
    if file == "-":
        return [_standard_input(name, Path(stack.enter_context(TemporaryDirectory())))]
    path = Path(file)
    found = [path] if path.exists() else [each for each in _matching(path) if not each.is_dir()]
    if not found:
        raise HistoryError(f"There is no file {file}.")
    if pipes := [each for each in found if each.is_fifo()]:
        raise HistoryError(
            f"{pipes[0]} is a pipe, and files are read more than once. Give it as standard input: "
            f"- --name 2023-01.aawiki.all-time.tsv < {pipes[0]}"
        )
    return found


def _matching(pattern: Path) -> list[Path]:
    """Of folders, too; a folder that is there is meant by its name, whatever signs that holds."""
    if pattern.parent.is_dir():
        return sorted(pattern.parent.glob(pattern.name))
    top = Path(pattern.anchor)
    return sorted(top.glob(str(pattern.relative_to(top))))


def _without_marks(paths: list[Path]) -> list[Path]:
    """Without the file that says that a history is made up: who names a whole folder does not mean it."""
    return [path for path in paths if path.name != MARK] or paths


def _standard_input(name: str, folder: Path) -> Path:
    """Kept on disk while it is read: a run that is stopped would have nothing to go on from otherwise."""
    if not name or Path(name).name != name:
        raise HistoryError("Say what standard input is: --name 2023-01.aawiki.all-time.tsv")
    path = folder / name
    with path.open("wb") as out:
        shutil.copyfileobj(sys.stdin.buffer, out)
    return path
