"""Accounts and roles, for whoever runs the server."""

from __future__ import annotations

import secrets
from datetime import datetime

import click
from django.db import transaction

from thriving.movement import actions
from thriving.movement.accounts import changes, factors, notices
from thriving.movement.commands.group import ACTOR, people
from thriving.movement.models import Person
from thriving.movement.roles import roles

_DAY = click.DateTime(formats=["%Y-%m-%d"])
MADE_PASSWORD_BYTES = 15  # 20 characters


@people.command("list")
def show_everybody() -> None:
    """Every adult with an account, and the roles they hold today; of minors only how many they are."""
    for person in Person.objects.without_minors().with_roles().order_by("username"):
        held = sorted(f"{each.role} {each.scope}".strip() for each in person.holdings_today())
        state = ", ".join(held) or "no role"
        click.echo(f"{person.username}: {state if person.is_active else 'closed'}")
    if minors := Person.objects.filter(shielded=True).count():
        click.echo(f"and {minors} who are protected as minors, and are not named")


@people.command()
@click.argument("username")
@click.option("--name", default="", help="How others see them.")
@click.option("--email", default="", help="Where letters go; without it none are sent.")
@click.option("--language", default="en", show_default=True, help="Of letters and pages.")
@click.option("--role", "granted", default="", help="A role to grant at once, such as operator.")
@click.option(
    "--make-password", is_flag=True, help="Make a password and print it, instead of asking for one."
)
def add(username: str, granted: str, *, make_password: bool, **told: str) -> None:
    """Open an account."""
    chosen = _password(make=make_password)
    with transaction.atomic():
        person = actions.welcome(Person(username=username, **told), password=chosen, by=ACTOR)
        if granted:
            actions.grant_role(person, granted, by=ACTOR)
    click.echo(f"{person.username} can sign in now{f', and is {granted}' if granted else ''}.")


@people.command()
@click.argument("username")
@click.option(
    "--make-password", is_flag=True, help="Make a password and print it, instead of asking for one."
)
def password(username: str, *, make_password: bool) -> None:
    """Give somebody a new password; wherever they are signed in, they are no longer."""
    person, chosen = _somebody(username), _password(make=make_password)
    with transaction.atomic():
        actions.change_password(person, password=chosen, by=ACTOR)
        notices.write_password_changed(person)
    click.echo(f"{person.username} has a new password.")


@people.command("remove-second-step")
@click.argument("username")
@click.option("--why", required=True, help="How you know that it is they who ask, for the diary.")
def remove_second_step(username: str, why: str) -> None:
    """Let somebody in who lost phone, passkeys and recovery codes. They are told by mail."""
    person = _somebody(username)
    if not factors.has_any(person):
        raise click.ClickException(f"{person.username} has no second step.")
    changes.remove_lost(person, by=ACTOR, why=why)
    click.echo(f"{person.username} signs in with the first step alone now, and can add a second one again.")


@people.command()
@click.argument("username")
@click.argument("role", metavar="ROLE")
@click.option("--scope", default="", help="Over what: priority:PLAN/PRIORITY, region:SCHEME/REGION …")
@click.option("--since", type=_DAY, help="The first day; without it, today.")
@click.option("--until", type=_DAY, help="The first day without it; some roles need one.")
@click.option("--why", default="", help="The reason, for the diary.")
def grant(username: str, role: str, since: datetime | None, until: datetime | None, **told: str) -> None:
    """Grant a role, from today on or for a time."""
    person = _somebody(username)
    first, end = since.date() if since else None, until.date() if until else None
    actions.grant_role(person, role, begins_on=first, ends_on=end, by=ACTOR, **told)
    click.echo(f"{person.username} is {roles[role].name} now.")


@people.command("end-role")
@click.argument("username")
@click.argument("role", metavar="ROLE")
@click.option("--scope", default="", help="A part of the movement; without it, all of it.")
@click.option("--why", default="", help="The reason, for the diary.")
def end_role(username: str, role: str, scope: str, why: str) -> None:
    """End a role at once."""
    person = _somebody(username)
    held = [each for each in person.holdings_today() if (each.role, each.scope) == (role, scope)]
    if not held:
        raise click.ClickException(f"{person.username} does not hold this role today.")
    for holding in held:
        actions.end_role(holding, why=why, by=ACTOR)
    click.echo(f"{person.username} is no longer {role}.")


@people.command()
@click.argument("username")
@click.option("--why", default="", help="The reason, for the diary.")
def close(username: str, why: str) -> None:
    """Close an account; who is signed in is out at once."""
    person = _somebody(username)
    actions.close_account(person, why=why, by=ACTOR)
    click.echo(f"The account of {person.username} is closed.")


@people.command()
@click.argument("username")
@click.option("--why", required=True, help="Who asked for it, and how, for the diary; without their name.")
@click.confirmation_option(prompt="This deletes them and every link to them, for good. Go on?")
def forget(username: str, why: str) -> None:
    """Forget a person who asked for it: delete them, and keep what counts without a name."""
    actions.leave(_somebody(username), why=why, by=ACTOR)
    click.echo("They are forgotten. Published numbers stand.")


def _somebody(username: str) -> Person:
    try:
        return Person.objects.get_by_natural_key(username)
    except Person.DoesNotExist:
        raise click.ClickException(f"Nobody signs in as {username}.") from None


def _password(*, make: bool) -> str:
    if not make:
        return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))
    made = secrets.token_urlsafe(MADE_PASSWORD_BYTES)
    click.echo(f"The password, shown only now: {made}")
    return made
