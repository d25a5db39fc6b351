"""`thriving lake`: what the installation's lake holds, and measuring it."""

from __future__ import annotations

import click

from thriving.wiki import installation

_COMMAND = "thriving lake measure"  # how the diary names who did it


@click.group()
def lake() -> None:
    """The lake of this installation: the history of wikis that its pages tell of."""


@lake.command("measure")
def measure_lake() -> None:
    """Compute the series of outcomes and the vital signs of every wiki from what the lake holds now."""
    # Engines take their time to load: only who measures needs one.
    from thriving.wiki import measuring  # noqa: PLC0415 -- the same

    done = measuring.measure(by=_COMMAND)
    click.echo(f"{done.series} series, {done.renewed} of them new; {done.wikis} wikis.")
    for key, why in done.unanswered.items():
        click.echo(f"{key}: {why}", err=True)


@lake.command("list")
def list_wikis() -> None:
    """The wikis in the lake, each with its snapshot."""
    found = installation.held()
    if not found:
        click.echo(
            f"The lake is empty. To fill it: thriving history ingest FILE --lake {installation.lake().folder}"
        )
    for each in found:
        click.echo(f"{each.wiki}: snapshot {each.snapshot}, {each.rows} events")
