"""`thriving history metrics`: what can be measured."""

from __future__ import annotations

import click

from thriving.history import metrics
from thriving.history.commands.group import history


@history.command("metrics")
def list_metrics() -> None:
    """Every metric: what it counts, in which unit."""
    for asked in metrics.registered().values():
        click.echo(f"{asked.name} ({asked.unit}, by {asked.grain.value})")
        click.echo(f"  {asked.definition.splitlines()[0]}")
