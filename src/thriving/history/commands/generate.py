"""`thriving history generate`: a history that never happened, to try things out."""

from __future__ import annotations

import os
import re
import sys
from datetime import date
from pathlib import Path
from time import monotonic

import click

from thriving.history import generating
from thriving.history.columns import LAYOUTS, NEWEST
from thriving.history.commands.group import history
from thriving.history.generating.packing import COMPRESSIONS, NONE

_LITTLE = 300_000
_MONTH = re.compile(r"(?P<year>\d{4})(-(?P<month>0[1-9]|1[0-2]))?")


@history.command()
@click.option("--events", type=click.IntRange(1), required=True, help="So many rows in all.")
@click.option("--wikis", type=int, default=3, show_default=True, help="Of falling size.")
@click.option("--from", "start", default="2010", show_default=True, help="A year, or a month as 2010-07.")
@click.option("--until", default="2025", show_default=True, help="The year or month that is left out.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed, the same history.")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(generating.FORMS)),
    default="mediawiki_history",
    show_default=True,
    help="The same history in each.",
)
@click.option(
    "--layout",
    type=click.Choice([str(fields) for fields in LAYOUTS]),
    default=str(NEWEST),
    show_default=True,
    help="Columns of mediawiki_history.",
)
@click.option(
    "--compression",
    type=click.Choice(COMPRESSIONS),
    default=NONE,
    show_default=True,
    help="How the files are packed.",
)
@click.option("--processes", type=click.IntRange(1), help="One for each core, unless it is little work.")
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), required=True, help="A new folder."
)
def generate(  # noqa: PLR0913 -- each is an option of the command line
    *,
    events: int,
    wikis: int,
    start: str,
    until: str,
    seed: int,
    form: str,
    layout: str,
    compression: str,
    processes: int | None,
    output: Path,
) -> None:
    """Make up a history of wikis that do not exist, marked as synthetic: to test, to show, to measure by."""
    plan = generating.Plan(events, wikis, seed, _month(start, "--from"), _month(until, "--until"))
    made = generating.FORMS[form]
    files = generating.write(
        plan,
        output,
        made(int(layout)) if form == "mediawiki_history" else made(),
        compression=compression,
        processes=processes or _processes(events),
        tell=_Meter(events),
    )
    click.echo(f"{events} synthetic events of {wikis} wikis in {len(files)} files in {output}.")


def _processes(events: int) -> int:
    """Starting another process takes as long as so many events."""
    return 1 if events <= _LITTLE else os.cpu_count() or 1


class _Meter:
    """How far, how fast and how long still, on one line; nothing where nobody watches."""

    def __init__(self, events: int) -> None:
        self.events, self.done, self.began = events, 0, monotonic()

    def __call__(self, more: int) -> None:
        self.done += more
        if not sys.stderr.isatty():
            return
        rate = self.done / max(monotonic() - self.began, 0.01)
        left = (self.events - self.done) / rate
        line = f"{self.done / self.events:4.0%}, {rate:,.0f} events/s, {left:.0f} s left"
        click.echo(f"\r{line:<60}", nl=self.done == self.events, err=True)


def _month(written: str, option: str) -> date:
    if found := _MONTH.fullmatch(written):
        return date(int(found["year"]), int(found["month"] or 1), 1)
    raise click.BadParameter(
        f"“{written}” is neither a year (2010) nor a month (2010-07).", param_hint=option
    )
