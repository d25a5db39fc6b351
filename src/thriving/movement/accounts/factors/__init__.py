"""The second step of a sign-in: codes of an app, passkeys, recovery codes. Kept by allauth's engines."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from thriving.movement.models import Person

Kind = Authenticator.Type


def of(person: Person) -> list[Authenticator]:
    """Their second steps, in the order in which they were added; recovery codes are none by themselves."""
    return list(own(person).order_by("created_at", "pk"))


def own(person: Person) -> QuerySet[Authenticator]:
    found: QuerySet[Authenticator] = Authenticator.objects.filter(user=person)
    return found.exclude(type=Kind.RECOVERY_CODES)


def has_any(person: Person) -> bool:
    return bool(of(person))


def has(person: Person, kind: str) -> bool:
    return bool(Authenticator.objects.filter(user=person, type=kind).exists())


def forget_all(person: Person) -> None:
    """Recovery codes too."""
    Authenticator.objects.filter(user=person).delete()
