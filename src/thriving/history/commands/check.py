"""`thriving history check`: whether a lake is what it says it is."""

from __future__ import annotations

from pathlib import Path

import click

from thriving.history.commands.group import history
from thriving.history.commands.options import lake_option, memory_option
from thriving.history.lake import Lake
from thriving.history.lake.checking import findings


@history.command()
@lake_option
@click.option("--deep", is_flag=True, help="Read every row: hashes, copies, reverts.")
@memory_option
@click.pass_context
def check(context: click.Context, folder: Path, memory: str, *, deep: bool) -> None:
    """Compare the lake's files with its manifest; each finding is a sentence, and any makes the exit 1."""
    lake, count = Lake(folder), 0
    for found in findings(lake, deep=deep, memory=memory):
        click.echo(found)
        count += 1
    if count:
        context.exit(1)
    sources = lake.manifest.sources.values()
    rows = sum(source.rows for source in sources)
    how = "Every row was read." if deep else "Files' footers were read; --deep reads every row."
    click.echo(f"The lake is what its manifest says: {rows} rows from {len(sources)} sources. {how}")
