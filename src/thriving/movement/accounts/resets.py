"""A new password by mail, for who forgot the old one. Second steps stay as they are.

Asking leaves a row whether or not somebody has the name, and the worker writes the letter: the page does, and
takes, the same for both.
"""

from __future__ import annotations

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.db import transaction
from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, outbox
from thriving.movement import actions
from thriving.movement.accounts import attempts, notices
from thriving.movement.models import People, Person, ResetRequest

TRIES = 3  # letters that one name may ask for in a quarter of an hour


class _Tokens(PasswordResetTokenGenerator):
    """Good for an hour (`PASSWORD_RESET_TIMEOUT`), and for one change: it is bound to the password."""

    key_salt = "thriving.movement.resets"

    def _make_hash_value(self, user: Person, timestamp: int) -> str:
        return f"{user.key}{user.password}{user.email}{user.sign_ins}{timestamp}"


tokens = _Tokens()


def ask(username: str, *, address: str) -> None:
    attempts.count("reset", name=People.normalize_username(username), address=address, limit=TRIES)
    known = Person.objects.filter(username=People.normalize_username(username)).first()
    ResetRequest.objects.create(person=known, at=clock.system())


def write_letters() -> None:
    """The worker's part."""
    for request in ResetRequest.objects.select_related("person").order_by("pk"):
        with transaction.atomic():
            if request.person and request.person.is_active and request.person.has_usable_password():
                _write(request.person, request)
            request.delete()


def person_of(ticket: str) -> Person | None:
    return _holder(ticket, Person.objects.all())


@transaction.atomic
def choose(ticket: str, password: str) -> bool:
    """Whether the ticket was still good: of two who send it at once, the second finds it spent."""
    person = _holder(ticket, Person.objects.select_for_update())
    if person is None:
        return False
    actions.change_password(person, password=password, by=person)
    notices.write_password_changed(person)
    return True


def _holder(ticket: str, people: QuerySet[Person]) -> Person | None:
    key, _dot, token = ticket.partition(".")
    person = people.filter(key=key, is_active=True).first()
    return person if person and tokens.check_token(person, token) else None


def _write(person: Person, request: ResetRequest) -> None:
    ticket = f"{person.key}.{tokens.make_token(person)}"
    outbox.send(
        to=person,
        subject=_("A new password"),
        text=format_lazy(
            "{asked}\n{address}?ticket={ticket}\n\n{otherwise}\n",
            asked=_(
                "Somebody asked for a new password for your account. Within an hour, you can choose it here:"
            ),
            address=outbox.address_of("movement:new_password"),
            ticket=ticket,
            otherwise=_("Was it not you? Then do nothing: your password stays as it is."),
        ),
        key=f"reset:{request.pk}:{request.at.isoformat()}",
        kind="security",
    )
