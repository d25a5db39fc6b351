from __future__ import annotations

import click
from django.db.models import QuerySet

from thriving.kernel import outbox
from thriving.kernel.models import Mail


@click.command()
@click.option("--send-again", is_flag=True, help="Let all of them wait for the worker once more.")
def mail(*, send_again: bool) -> None:
    """List the letters that were given up, or that nobody knows whether they left."""
    stuck = outbox.failed() | outbox.interrupted()
    _show(stuck)
    if send_again:
        click.echo(f"{outbox.send_again(stuck)} letters wait for the worker.")


def _show(stuck: QuerySet[Mail]) -> None:
    for letter in stuck:
        # Neither to whom nor what about: a terminal's history is no place for that.
        click.echo(
            f"{letter.pk}  {letter.state}  written {letter.written_at:%Y-%m-%d %H:%M}  tries {letter.tries}"
        )
    if not stuck:
        click.echo("No letter is stuck.")
