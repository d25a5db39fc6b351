from __future__ import annotations

import click

from thriving.movement import search
from thriving.movement.commands.group import people


@people.command()
def reindex() -> None:
    """Make anew what search looks names up in. Pages go on while it runs."""
    for kind, words in search.reindex().items():
        click.echo(f"{kind}: {words} words")
