"""`thriving history people`: what given people did, for events and campaigns."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from thriving.history import people as asking
from thriving.history.commands.group import history
from thriving.history.commands.options import (
    engine_option,
    explain_option,
    format_option,
    lake_to_read_option,
    memory_option,
    output_option,
    wikis_option,
)
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.lake.distant import lake_at
from thriving.history.metrics.notes import noted
from thriving.history.people import Contributions, Scope, Ways
from thriving.history.writing import explained_people, write


@history.command()
@lake_to_read_option
@click.option("--name", "named", multiple=True, help="Somebody's name on the wikis; as often as needed.")
@click.option(
    "--names",
    "files",
    multiple=True,
    help="A file with a name on each line, or - for standard input. Each file is a scope of its own.",
)
@click.option("--from", "begins", required=True, help="The first day, as 2025-03-08, or moment, as …T18:30.")
@click.option("--until", "ends", required=True, help="The day or moment after the last.")
@click.option("--zone", default="UTC", show_default=True, help="Whose clocks, as Africa/Addis_Ababa.")
@wikis_option
@click.option("--content-only", is_flag=True, help="Count edits of content pages alone.")
@click.option("--including-deleted", is_flag=True, help="Count edits of pages deleted since, too.")
@click.option(
    "--days-before",
    type=click.IntRange(min=0),
    default=Ways.days_before,
    show_default=True,
    help="So long before the window an account may be made to be new.",
)
@click.option(
    "--days-after",
    type=click.IntRange(min=1),
    default=Ways.days_after,
    show_default=True,
    help="So long after the window one may come back to be retained.",
)
@format_option
@output_option
@explain_option
@engine_option
@memory_option
def people(  # noqa: PLR0913 -- each is an option of the command line
    *,
    place: str,
    named: Sequence[str],
    files: Sequence[str],
    begins: str,
    ends: str,
    zone: str,
    wikis: Sequence[str],
    content_only: bool,
    including_deleted: bool,
    days_before: int,
    days_after: int,
    form: str,
    output: Path | None,
    explain: bool,
    engine: str,
    memory: str,
) -> None:
    """What people did in a window: edits, pages, bytes, uploads, new editors and those who came back.

    Of several files of names the last rows are all of them together, where nothing counts twice.
    """
    scopes = [
        asking.scope(names, begins=begins, ends=ends, wikis=wikis, zone=zone, title=title)
        for title, names in _lists(named, files)
    ]
    ways = Ways(content_only, including_deleted, days_before, days_after)
    answer = _asked(lake_at(place), scopes, ways, engine=engine, memory=memory)
    if explain:
        click.echo(explained_people(answer), err=form != "table")
    else:
        click.echo("\n".join(noted(answer.notes)), err=True)
    write(answer, form, output)
    for sentence in _left_out(answer):
        click.echo(sentence, err=True)


def _asked(lake: Lake, scopes: Sequence[Scope], ways: Ways, *, engine: str, memory: str) -> Contributions:
    if len(scopes) == 1:
        return asking.did(lake, scopes[0], ways=ways, engine=engine, memory=memory)
    return asking.did_together(lake, scopes, ways=ways, engine=engine, memory=memory)


def _lists(named: Sequence[str], files: Sequence[str]) -> Iterator[tuple[str, Iterable[str]]]:
    """Titles and names: of those in the command, and of each file."""
    if not named and not files:
        raise HistoryError("Say who: --name NAME, or --names FILE with a name on each line.")
    if named:
        yield "names", named
    for file in files:
        yield ("standard input" if file == "-" else Path(file).name), _lines(file)


def _lines(file: str) -> list[str]:
    try:
        read = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return read.decode("utf-8-sig").splitlines()
    except FileNotFoundError:
        raise HistoryError(f"There is no file {file}.") from None
    except OSError as wrong:
        raise HistoryError(f"{file} cannot be read as a list of names: {wrong.strerror}.") from None
    except UnicodeDecodeError as wrong:
        raise HistoryError(
            f"{file} is no text in UTF-8 (at byte {wrong.start + 1}): save the list of names as UTF-8."
        ) from None


def _left_out(answer: Contributions) -> Iterator[str]:
    if answer.missing:
        yield f"Found on none of the wikis, and left out: {'; '.join(answer.missing)}"
    if answer.ambiguous:
        yield (
            "Today nobody's, and once several people's, so left out; give their names of today: "
            + "; ".join(answer.ambiguous)
        )
