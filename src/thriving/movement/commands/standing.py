"""What is said of a language: that it is underrepresented, say; and that it no longer is."""

from __future__ import annotations

from datetime import datetime

import click

from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.actions.standings import end_standing, say_standing
from thriving.movement.commands.group import people
from thriving.movement.models import Definition, Language, Standing
from thriving.movement.reference.languages import code_of

ACTOR = "thriving people standing"
DAY = click.DateTime(["%Y-%m-%d"])


@people.command("say-standing")
@click.argument("code", metavar="LANGUAGE")
@click.argument("kind")
@click.option("--definition", "named", required=True, help="Its key; the newest version is meant.")
@click.option("--reason", required=True, help="Why it is said, in English.")
@click.option("--source", required=True, help="Who says so, or where it is written.")
@click.option("--since", type=DAY, help="From which day on; without it, today.")
def say(code: str, kind: str, since: datetime | None, **told: str) -> None:
    """Say of a language that it is underrepresented, or emerging."""
    definition = Definition.objects.filter(key=told["named"]).order_by("-version").first()
    if definition is None:
        raise click.ClickException(f"There is no definition {told['named']}.")
    try:
        say_standing(
            _language(code),
            kind,
            definition=definition,
            reason=Words(en=told["reason"]),
            source=told["source"],
            since=since.date() if since else None,
            by=ACTOR,
        )
    except Refused as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{code} is {kind} by {definition}.")


@people.command("end-standing")
@click.argument("code", metavar="LANGUAGE")
@click.argument("kind")
@click.option("--why", required=True, help="The reason, for the diary.")
@click.option("--on", type=DAY, help="The first day without it; without it, today.")
def end(code: str, kind: str, why: str, on: datetime | None) -> None:
    """Say it no longer; that it was said stays to be read."""
    standings = list(Standing.objects.filter(language=_language(code), kind=kind, ends_on=None))
    if not standings:
        raise click.ClickException(f"Nobody says of {code} that it is {kind}.")
    for standing in standings:
        end_standing(standing, why=why, on=on.date() if on else None, by=ACTOR)
    click.echo(f"{code} is no longer {kind}.")


def _language(code: str) -> Language:
    found = Language.objects.filter(pk=code_of(code)).first()
    if found is None:
        raise click.ClickException(f"There is no language {code}.")
    return found
