"""What changes how somebody signs in: each in one transaction, with its line in the diary and its letter."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thriving.movement import actions, hearers
from thriving.movement.accounts import factors, notices, proofs, second_step
from thriving.movement.accounts.factors import Kind, codes, passkeys, recovery
from thriving.movement.models import Person


class ChangeRefused(Exception):
    """Why it stays as it is, in a sentence."""


@transaction.atomic
def add_app(person: Person, secret: str, code: str) -> bool:
    """Whether the code was right, and the app is a second step now."""
    if codes.add(person, secret, code) is None:
        return False
    notices.tell(person, "added_app", by=person)
    return True


@transaction.atomic
def add_passkey(request: HttpRequest, person: Person, name: str, credential: str) -> None:
    passkeys.add(request, person, name, credential)
    notices.tell(person, "added_passkey", by=person)


@transaction.atomic
def make_recovery_codes(person: Person) -> list[str]:
    made = recovery.make(person)
    notices.tell(person, "made_recovery_codes", by=person)
    return made


@transaction.atomic
def remove(request: HttpRequest, person: Person, step: Authenticator) -> None:
    """The last one only if no role of theirs wants it; recovery codes go with it."""
    is_last = len(factors.of(person)) == 1
    if is_last and second_step.wants(person):
        raise ChangeRefused(
            _("A role of yours needs a second step: add another one first, then remove this.")
        )
    step.delete()
    if is_last:
        factors.forget_all(person)
        proofs.forget_second_step(request)
    notices.tell(person, "removed_app" if step.type == Kind.TOTP else "removed_passkey", by=person)


@transaction.atomic
def remove_lost(person: Person, *, by: str, why: str) -> None:
    """For somebody who lost them all, by whoever runs the server. Nobody stays signed in on the old ones."""
    factors.forget_all(person)
    actions.end_sign_ins(person)
    notices.tell(person, "lost_second_step", by=by, why=why)


@transaction.atomic
def sign_out_everywhere(person: Person) -> None:
    actions.end_sign_ins(person)
    notices.tell(person, "signed_out_everywhere", by=person)


@transaction.atomic
def change_password(request: HttpRequest, person: Person, password: str) -> None:
    """Everywhere else they are signed out: each session is bound to the password it began with."""
    actions.change_password(person, password=password, by=person)
    notices.write_password_changed(person)
    update_session_auth_hash(request, person)


@transaction.atomic
def connect_wiki(person: Person, account: SocialAccount) -> None:
    account.user = person
    account.save()
    notices.tell(person, "connected_wiki", by=person)
    hearers.tell_name(person, account.extra_data["username"])


@transaction.atomic
def disconnect_wiki(person: Person, account: SocialAccount) -> None:
    if not person.has_usable_password():
        raise ChangeRefused(_("The wiki account is your only way to sign in: choose a password first."))
    account.delete()
    notices.tell(person, "disconnected_wiki", by=person)
