"""`thriving history measure`: one metric over a lake."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from thriving.history import metrics
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
from thriving.history.lake.distant import lake_at
from thriving.history.metrics.notes import noted
from thriving.history.writing import explained, write


@history.command()
@click.argument("name")
@lake_to_read_option
@wikis_option
@click.option(
    "-p",
    "--parameter",
    "given",
    multiple=True,
    help="A parameter of the metric, as activity_level=5..24, or items=@list.txt for a file with one a line.",
)
@format_option
@output_option
@explain_option
@engine_option
@memory_option
def measure(  # noqa: PLR0913 -- each is an option of the command line
    name: str,
    place: str,
    wikis: Sequence[str],
    given: Sequence[str],
    *,
    form: str,
    output: Path | None,
    explain: bool,
    engine: str,
    memory: str,
) -> None:
    """Measure the lake by the metric of this NAME; what is not known yet says so, and until when."""
    asked = dict(_parameter(each) for each in given)
    answer = metrics.measure(lake_at(place), name, wikis=wikis, engine=engine, memory=memory, **asked)
    if explain:
        click.echo(explained(answer), err=form != "table")
    else:
        click.echo("\n".join(noted(answer.told)), err=True)
    write(answer, form, output)


def _parameter(written: str) -> tuple[str, str]:
    name, separator, value = written.partition("=")
    if not separator:
        raise click.BadParameter(f"“{written}” is not of the form name=value.", param_hint="-p")
    return name, _listed(Path(value[1:])) if value.startswith("@") else value


def _listed(path: Path) -> str:
    """What its lines say. Only here: who asks from elsewhere may not read this machine's files."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        sentence = f"The list {path} cannot be read: it is a file of text (UTF-8), one a line."
        raise HistoryError(sentence) from None
    return ",".join(lines)
