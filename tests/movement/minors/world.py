"""A minor, a safeguarding officer, an adult: and how each of them comes to be that."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.conftest import person

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement.actions import clearance, guardians, minors
from thriving.movement.models import Clearance, Consent, Person

GUARDIAN = "mother@example.org"
_TICKET = re.compile(r"\?ticket=([\w-]+)")


def officer(name: str = "safiya") -> Person:
    return person(name, "safeguarding_officer")


def minor(name: str = "mino", band: str = "13-15", language: str = "en") -> Person:
    """Somebody who says so; nobody has confirmed it yet."""
    someone = person(name)
    Person.objects.filter(pk=someone.pk).update(email=f"{name}@example.org", language=language)
    someone.refresh_from_db()
    minors.state_band(someone, band, by=someone)
    return someone


def confirmed(
    someone: Person, band: str = "13-15", decides_from: int = 16, by: Person | None = None
) -> Person:
    again = clock.today() + timedelta(days=300)
    minors.confirm_band(someone, band, decides_from=decides_from, ask_again_on=again, by=by or "test")
    return someone


def asked(someone: Person, language: str = "en") -> str:
    """The ticket in the letter that a guardian gets."""
    guardians.ask(someone, address=GUARDIAN, language=language, by=someone)
    return ticket()


def ticket() -> str:
    """That of the newest letter to the guardian."""
    letter = Mail.objects.filter(address=GUARDIAN).latest("pk")
    found = _TICKET.search(letter.text)
    assert found, letter.text
    return found[1]


def agreed(someone: Person) -> str:
    """With a guardian's consent; the ticket by which it is taken back."""
    consent = guardians.agree(asked(someone), version="1", language="en")
    assert isinstance(consent, Consent)
    return ticket()


def cleared(someone: Person, days: int = 365) -> Clearance:
    today = clock.today()
    until = today + timedelta(days=days)
    return clearance.clear(someone, checked_on=today, course_on=today, expires_on=until, by="test")
