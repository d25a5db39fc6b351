"""`thriving history`: dumps into a lake, and what the lake holds. It needs no server and no database."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import click

from thriving.history import metrics, rejects
from thriving.history.engines import embedded
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake, Manifest
from thriving.history.lake.ingest import Ingested, Options
from thriving.history.lake.ingest import ingest as take_in
from thriving.history.lake.shape import kept
from thriving.history.lake.snapshots import Snapshot
from thriving.history.writing import FORMS, explained, write

_LAKE = click.option(
    "--lake",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("lake"),
    show_default=True,
    help="The folder of the lake.",
)
_MEGABYTE = 1_000_000


@click.group()
def history() -> None:
    """Measure wikis from the dumps of their history."""


@history.command()
@click.argument("files", nargs=-1, required=True)
@_LAKE
@click.option("--name", default="", help="What standard input (-) is called, as 2023-01.aawiki.all-time.tsv.")
@click.option("--snapshot", default="", help="2023-01 or 2023-01-20, where the files' names do not tell.")
@click.option(
    "--columns",
    type=click.Choice(["needed", "all"]),
    default="needed",
    show_default=True,
    help="Keep what the metrics read, or everything.",
)
@click.option("--memory", default=embedded.DEFAULT_MEMORY, show_default=True, help="At most so much is used.")
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
    help="Names of bots, one a line, for XML dumps, which do not say who is one.",
)
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
) -> None:
    """Take dumps into a lake: mediawiki_history (.tsv) or MediaWiki XML, plain, .gz, .bz2, .zst or .7z.

    All files or none; a run that was stopped goes on where it was when it is started again.
    """
    options = Options(
        snapshot=_snapshot(snapshot) if snapshot else None,
        everything=columns == "all",
        memory=memory,
        reject_limit=reject_limit,
        bots=frozenset(bots.read_text(encoding="utf-8").splitlines()) if bots else frozenset(),
    )
    with ExitStack() as stack:
        paths = [path for file in files for path in _paths(file, name, stack)]
        for ingested in take_in(Lake(folder), paths, options, tell=Meter()):
            _say(ingested)


@history.command()
@_LAKE
def describe(folder: Path) -> None:
    """What the lake holds: each wiki's snapshot, rows, times, and columns that are not known."""
    manifest = Lake(folder).manifest
    if not manifest.wikis:
        raise HistoryError(
            f"There is no lake in {folder} yet. To make one: thriving history ingest FILE --lake {folder}"
        )
    for wiki in sorted(manifest.wikis):
        click.echo("\n".join(_about(manifest, wiki)))


class Meter:
    """How far, how fast and how long still, on one line; nothing where nobody watches."""

    def __init__(self) -> None:
        self.began: dict[Path, float] = {}

    def __call__(self, file: Path, share: float) -> None:
        if not sys.stderr.isatty():
            return
        seconds = monotonic() - self.began.setdefault(file, monotonic())
        done = share * file.stat().st_size
        rate, left = done / max(seconds, 0.01), seconds * (1 - share) / max(share, 0.001)
        line = f"{file.name}: {share:4.0%}, {rate / _MEGABYTE:.0f} MB/s, {left:.0f} s left"
        click.echo(f"\r{line:<79}", nl=share >= 1, err=True)


def _say(ingested: Ingested) -> None:
    source = ingested.source
    rows = f"{source.rows} events of {', '.join(source.wikis)} ({source.layout})"
    refused = f"; {source.rejected} rows could not be read" if source.rejected else ""
    click.echo(f"{source.name}: {rows if ingested.read else 'already here, ' + rows}{refused}.")


def _about(manifest: Manifest, wiki: str) -> Iterable[str]:
    sources = manifest.sources_of(wiki)
    known = manifest.columns_of(wiki)
    yield f"{wiki}: snapshot {manifest.wikis[wiki].snapshot}, known until {manifest.wikis[wiki].known_until}"
    first, last = min(source.first for source in sources), max(source.last for source in sources)
    yield f"  {sum(source.rows for source in sources)} events, {first} to {last}"
    for source in sources:
        yield f"  from {source.name} ({source.layout}; {source.rejected} rows could not be read)"
    unknown = [column.name for column in kept(everything=False) if column.name not in known]
    yield f"  not known: {', '.join(unknown) or 'nothing that a metric reads'}"


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
    if path.exists():
        return [path]
    found = sorted(path.parent.glob(path.name))
    if not found:
        raise HistoryError(f"There is no file {file}.")
    return found


def _standard_input(name: str, folder: Path) -> Path:
    """Kept on disk while it is read: a run that is stopped would have nothing to go on from otherwise."""
    if not name or Path(name).name != name:
        raise HistoryError("Say what standard input is: --name 2023-01.aawiki.all-time.tsv")
    path = folder / name
    with path.open("wb") as out:
        shutil.copyfileobj(sys.stdin.buffer, out)
    return path


@history.command("metrics")
def list_metrics() -> None:
    """Every metric: what it counts, in which unit."""
    for asked in metrics.registered().values():
        click.echo(f"{asked.name} ({asked.unit}, by {asked.grain.value})")
        click.echo(f"  {asked.definition.splitlines()[0]}")


@history.command()
@click.argument("name")
@_LAKE
@click.option(
    "--wiki", "wikis", multiple=True, help="As in the dump, such as aawiki; all of the lake if not given."
)
@click.option(
    "-p", "--parameter", "given", multiple=True, help="A parameter of the metric, as activity_level=5..24."
)
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMS, "parquet"]),
    default="table",
    show_default=True,
    help="How the rows are written.",
)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="A file; needed for parquet.")
@click.option("--explain", is_flag=True, help="Say how it is defined, and show the query that ran.")
@click.option("--memory", default=embedded.DEFAULT_MEMORY, show_default=True, help="At most so much is used.")
def measure(  # noqa: PLR0913 -- each is an option of the command line
    name: str,
    folder: Path,
    wikis: Sequence[str],
    given: Sequence[str],
    *,
    form: str,
    output: Path | None,
    explain: bool,
    memory: str,
) -> None:
    """Measure the lake by the metric of this NAME; what is not known yet says so, and until when."""
    asked = dict(_parameter(each) for each in given)
    answer = metrics.measure(Lake(folder), name, wikis=wikis, memory=memory, **asked)
    if explain:
        click.echo(explained(answer), err=form != "table")
    write(answer, form, output)


def _parameter(written: str) -> tuple[str, str]:
    name, separator, value = written.partition("=")
    if not separator:
        raise click.BadParameter(f"“{written}” is not of the form name=value.", param_hint="-p")
    return name, value
