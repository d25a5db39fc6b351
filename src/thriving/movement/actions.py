from __future__ import annotations

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement import attempts
from thriving.movement.models import People, Person, RoleHolding
from thriving.movement.roles import roles

# A person, or the name of a command: whoever runs commands on the server has its database anyway.
Actor = Person | str


class NotAdmitted(Exception):
    """One answer for a wrong name, a wrong password and a closed account."""


class Refused(Exception):
    """What cannot be done with people and roles, in a sentence."""


def admit(username: str, password: str, *, address: str, browser: str = "") -> Person:
    """Whoever knows the password. An unknown name takes as long: its password is hashed too."""
    attempt = attempts.begin(username, address=address, browser=browser)
    person = authenticate(username=username, password=password)
    if not isinstance(person, Person):
        raise NotAdmitted(_("This name and this password do not go together."))
    attempts.forgive(attempt)
    return person


@transaction.atomic
def welcome(newcomer: Person, *, by: Actor, password: str | None = None) -> Person:
    """Open an account; without a password nobody can sign in to it yet."""
    _require(by, "welcome_people")
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
        _require(by, "welcome_people")
    _set_password(person, password)
    person.save(update_fields=["password"])
    diary.note(person, "changed_password", by=by)


@transaction.atomic
def grant_role(person: Person, role: str, *, by: Actor, scope: str = "", why: str = "") -> RoleHolding:
    """From today on, over ``scope`` where the role is held over a part of the movement."""
    _require(by, "grant_role")
    if by == person:
        raise Refused(_("Nobody grants a role to themselves."))
    if role not in roles:
        raise Refused(_("There is no role “%(role)s”.") % {"role": role})
    if roles[role].scoped != bool(scope):
        raise Refused(_what_a_scope_is_for(role))
    if scope in person.scopes(role):
        raise Refused(_("%(person)s already holds this role.") % {"person": person})
    holding = RoleHolding.objects.create(
        person=person,
        role=role,
        scope=scope,
        begins_on=clock.today(),
        granted_by=by if isinstance(by, Person) else None,
    )
    _note_role(holding, "granted_role", by=by, why=why)
    return holding


@transaction.atomic
def end_role(holding: RoleHolding, *, by: Actor, why: str = "") -> None:
    """From this moment on, not from midnight."""
    _require(by, "grant_role")
    holding.ends_on = max(holding.begins_on, clock.today())
    holding.save(update_fields=["ends_on"])
    _note_role(holding, "ended_role", by=by, why=why)


@transaction.atomic
def close_account(person: Person, *, by: Actor, why: str = "") -> None:
    """Signed in or not, they are out with the next page they ask for."""
    if by != person:
        _require(by, "close_account")
    person.is_active = False
    person.save(update_fields=["is_active"])
    diary.note(person, "closed_account", by=by, why=why)


def _require(by: Actor, rule: str) -> None:
    if not isinstance(by, str):
        access.require_holds(by, rule)


def _set_password(person: Person, password: str | None) -> None:
    try:
        if password is not None:
            validate_password(password, person)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages)) from weak
    person.set_password(password)


def _what_a_scope_is_for(role: str) -> str:
    if roles[role].scoped:
        return _("This role is held over a part of the movement: say which.")
    return _("This role is held over the whole movement, not over a part.")


def _note_role(holding: RoleHolding, verb: str, *, by: Actor, why: str) -> None:
    holding.person.refresh_from_db(fields=["holdings"])
    body = {"role": holding.role, "scope": holding.scope}
    diary.note(holding.person, verb, by=by, why=why, body=body)
