from __future__ import annotations

from django.contrib.auth import authenticate
from django.utils.translation import gettext as _

from thriving.movement.accounts import attempts
from thriving.movement.models import Person


class NotAdmitted(Exception):
    """One answer for a wrong name, a wrong password and a closed account."""


def admit(username: str, password: str, *, address: str, browser: str = "") -> Person:
    """Whoever knows the password. An unknown name takes as long: its password is hashed too."""
    attempt = attempts.begin(username, address=address, browser=browser)
    person = authenticate(username=username, password=password)
    if not isinstance(person, Person):
        raise NotAdmitted(_("This name and this password do not go together."))
    attempts.forgive(attempt)
    return person
