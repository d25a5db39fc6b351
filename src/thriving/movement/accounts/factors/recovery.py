"""Recovery codes: on paper, for when the phone is gone. Each works once."""

from __future__ import annotations

from textwrap import wrap

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction

from thriving.movement.accounts.factors import Kind
from thriving.movement.models import Person

GROUP = 4  # digits that are read and typed together


@transaction.atomic
def make(person: Person) -> list[str]:
    """Ten new ones; those made before are worth nothing any more."""
    Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).delete()
    RecoveryCodes.activate(person)
    return unused(person)


def unused(person: Person) -> list[str]:
    return ["-".join(wrap(code, GROUP)) for code in _unused(person)]


def count(person: Person) -> int:
    return len(_unused(person))


def take(person: Person, code: str) -> bool:
    kept = _kept(person)
    return bool(kept and RecoveryCodes(kept).validate_code(code))


def _unused(person: Person) -> list[str]:
    kept = _kept(person)
    return RecoveryCodes(kept).get_unused_codes() if kept else []


def _kept(person: Person) -> Authenticator | None:
    return Authenticator.objects.filter(user=person, type=Kind.RECOVERY_CODES).first()
