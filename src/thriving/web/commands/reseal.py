from __future__ import annotations

import click

from thriving.kernel import sealed


@click.command()
def reseal() -> None:
    """Seal with the first of THRIVING_SEALING_KEYS all that an older key sealed. Safe to run again."""
    done = sealed.reseal()
    click.echo(f"{done} texts are sealed anew; all are sealed with the key “{sealed.newest_key()}”.")
