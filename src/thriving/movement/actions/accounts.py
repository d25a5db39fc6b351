from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thriving.kernel import diary
from thriving.movement import hearers, search, spelling
from thriving.movement.actions.actor import Actor, Refused, require
from thriving.movement.actions.last_operator import require_another
from thriving.movement.models import People, Person, new_key

NAME_LENGTH, USERNAME_LENGTH = 200, 150


@transaction.atomic
def welcome(newcomer: Person, *, by: Actor, password: str | None = None) -> Person:
    """Open an account; without a password nobody can sign in to it yet."""
    require(by, "welcome_people")
    newcomer.username = People.normalize_username(newcomer.username)
    if not newcomer.username or not newcomer.username.isprintable():
        raise Refused(_("A name to sign in with needs letters that can be seen."))
    if spelling.mixes_scripts(newcomer.username):
        raise Refused(_("This name mixes letters of two scripts that look alike. Use one of them."))
    if Person.objects.filter(username=newcomer.username).exists():
        raise Refused(_("Somebody already signs in as “%(name)s”.") % {"name": newcomer.username})
    newcomer.name = spelling.line(newcomer.name) or newcomer.username
    _set_password(newcomer, password)
    newcomer.save()
    search.index_people([newcomer])
    diary.note(newcomer, "welcomed", by=by)
    return newcomer


@transaction.atomic
def arrive_by_wiki(*, uid: str, name: str, wiki: str) -> Person:
    """An account for somebody whom a wiki vouches for: with a name, and without any role.

    They get a name to sign in with that says which wiki's it is. So it is nobody's here, and whoever grants
    a role to “esi” cannot mean a stranger who took that name there.
    """
    newcomer = Person(
        username=_free_username(f"{name}@{wiki}"),
        name=spelling.line(name)[:NAME_LENGTH],
        language=get_language() or "en",  # that of the page they came through
    )
    newcomer.set_unusable_password()
    newcomer.save()
    SocialAccount.objects.create(user=newcomer, provider="mediawiki", uid=uid, extra_data={"username": name})
    search.index_people([newcomer])
    diary.note(newcomer, "arrived_by_wiki", by=newcomer)
    hearers.tell_name(newcomer, name)
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
    if not isinstance(by, str):  # whoever runs the server can name another operator
        require_another(person)
    person.is_active = False
    person.save(update_fields=["is_active"])
    search.index_people([person])
    diary.note(person, "closed_account", by=by, why=why)


def end_sign_ins(person: Person) -> None:
    """Every session of theirs ends at once: none is bound to what is written here now."""
    person.sign_ins = new_key()
    person.save(update_fields=["sign_ins"])


def _free_username(wanted: str) -> str:
    cut = People.normalize_username(wanted)[: USERNAME_LENGTH - len(new_key()) - 1]
    return f"{cut}-{new_key()}" if Person.objects.filter(username=cut).exists() else cut


def _set_password(person: Person, password: str | None) -> None:
    try:
        if password is not None:
            validate_password(password, person)
    except ValidationError as weak:
        raise Refused(" ".join(weak.messages)) from weak
    person.set_password(password)
