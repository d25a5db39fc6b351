from __future__ import annotations

import click


@click.group()
def evidence() -> None:
    """Records and the numbers that they make: check, import, undo, export."""


@click.group()
def indicators() -> None:
    """Monthly series that others publish."""
