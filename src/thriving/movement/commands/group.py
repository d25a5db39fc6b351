from __future__ import annotations

import click

ACTOR = "thriving people"  # by whom, as the diary says


@click.group()
def people() -> None:
    """Open accounts, grant and end roles."""
