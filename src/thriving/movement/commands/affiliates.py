"""Affiliates from a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from thriving.kernel import tables
from thriving.movement.actions import affiliate_file
from thriving.movement.actions.affiliate_file import FileRefused, Line, Reading
from thriving.movement.commands.group import people

ACTOR = "thriving people import-affiliates"
SHOWN = 20


@people.command("import-affiliates")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--preview", is_flag=True, help="Only say what would change.")
def import_affiliates(path: Path, *, preview: bool) -> None:
    """Register the affiliates of a CSV or XLSX file. A bad row changes nothing. Again is as good as once."""
    with path.open("rb") as file:
        try:
            reading = affiliate_file.look_at(file) if preview else affiliate_file.take_in(file, by=ACTOR)
        except tables.Unreadable as unreadable:
            raise click.ClickException(str(unreadable)) from unreadable
        except FileRefused as refused:
            _show_problems(refused.problems)
            raise click.ClickException("Nothing has changed.") from refused
    _show(reading, preview=preview)


def _show(reading: Reading, *, preview: bool) -> None:
    for title, lines in (("New", reading.new), ("Changed", reading.changed)):
        for line in lines[:SHOWN]:
            click.echo(f"{title}: {line.affiliate.key}{_what(line, title)}")
        if len(lines) > SHOWN:
            click.echo(f"… and {len(lines) - SHOWN} more")
    same = len(reading.lines) - len(reading.new) - len(reading.changed)
    verb = "would be" if preview else "are"
    click.echo(f"{len(reading.new)} {verb} new, {len(reading.changed)} {verb} changed, {same} as before.")


def _what(line: Line, title: str) -> str:
    return f" ({', '.join(line.changed)})" if title == "Changed" else ""


def _show_problems(problems: Sequence[tables.Problem]) -> None:
    for each in problems[:SHOWN]:
        click.echo(f"Row {each.row}{f', {each.column}' if each.column else ''}: {each.sentence}", err=True)
    if len(problems) > SHOWN:
        click.echo(f"… and {len(problems) - SHOWN} more", err=True)
