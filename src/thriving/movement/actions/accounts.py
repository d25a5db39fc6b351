from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import diary
from thriving.movement.actions.actor import Actor, Refused, require
from thriving.movement.models import People, Person


@transaction.atomic
def welcome(newcomer: Person, *, by: Actor, password: str | None = None) -> Person:
    """Open an account; without a password nobody can sign in to it yet."""
    require(by, "welcome_people")
    newcomer.username = People.normalize_username(newcomer.username)
    if not newcomer.username or not newcomer.username.isprintable():
        raise Refused(_("A name to sign in with needs letters that can be seen."))
    if Person.objects.filter(username=newcomer.username).exists():
        raise Refused(_("Somebody already signs in as “%(name)s”.") % {"name": newcomer.username})
    _set_password(newcomer, password)
    newcomer.save()
    diary.note(newcomer, "welcomed", by=by)
    return newcomer


@transaction.atomic
def change_password(person: Person, *, password: str, by: Actor) -> None:
    """Every session of theirs ends: each is bound to the password it began with."""
    if by != person:
        require(by, "welcome_people")
    _set_password(person, password)
    person.save(update_fields=["password"])
    diary.note(person, "changed_password", by=by)


@transaction.atomic
def close_account(person: Person, *, by: Actor, why: str = "") -> None:
    """Signed in or not, they are out with the next page they ask for."""
    if by != person:
        require(by, "close_account")
    person.is_active = False
    person.save(update_fields=["is_active"])
    diary.note(person, "closed_account", by=by, why=why)


def _set_password(person: Person, password: str | None) -> None:
    try:
        if password is not None:
            validate_password(password, person)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages)) from weak
    person.set_password(password)
