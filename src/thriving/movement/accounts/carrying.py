"""Whose the words are that travel through a sign-in: only the same person gets them back.

A form stays on the screen when its sign-in is long over, and somebody else may be the next to sign in there.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from thriving.movement.accounts import browsers
from thriving.movement.accounts.attempts import name_mark
from thriving.movement.models import Person
from thriving.movement.typed import SIGNED_IN_BEFORE, Typed

IN_SESSION = "carried"
LONGEST = 100_000  # sealed characters: a visitor's words take little room here
VISITOR = ""  # typed where nobody had signed in: they are for whoever signs in now
NOBODY = "nobody"  # somebody had signed in, and nothing tells who


def whose(request: HttpRequest) -> str:
    """The key of the person if the session tells it, else the mark of the name that this browser knows."""
    if isinstance(request.user, Person):
        return request.user.key
    known: str = request.META.get(SIGNED_IN_BEFORE) or browsers.last_name(request)
    had_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES
    return known or (NOBODY if had_signed_in else VISITOR)


def are_for(words: Typed, person: Person) -> bool:
    return words.whose in {VISITOR, person.key, name_mark(person.username)}


def keep(request: HttpRequest, sealed: str) -> None:
    """For a way that leads past another site, which a page cannot travel along."""
    if sealed and len(sealed) <= LONGEST:
        request.session[IN_SESSION] = sealed


def taken(request: HttpRequest) -> str:
    return str(request.session.pop(IN_SESSION, ""))
