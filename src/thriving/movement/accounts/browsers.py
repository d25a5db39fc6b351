"""A browser that has signed in as a name keeps a token, by which its later tries are counted apart."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from thriving.movement.accounts.attempts import name_mark

SALT = "thriving.movement.browsers"
KEPT_FOR = timedelta(days=180)


def token(request: HttpRequest, username: str) -> str:
    """The browser's token if it is for this name; otherwise nothing, as for every stranger."""
    mark, found = _read(request)
    return found if mark == name_mark(username) else ""


def last_name(request: HttpRequest) -> str:
    """The mark of the name that last signed in here, for what was typed when no session can tell any more."""
    return _read(request)[0]


def remember(response: HttpResponse, username: str) -> None:
    value = signing.dumps([name_mark(username), secrets.token_urlsafe(16)], salt=SALT)
    response.set_cookie(
        _cookie(),
        value,
        max_age=KEPT_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request: HttpRequest) -> tuple[str, str]:
    try:
        mark, found = signing.loads(request.COOKIES.get(_cookie(), ""), salt=SALT, max_age=KEPT_FOR)
    except (signing.BadSignature, ValueError):
        return "", ""
    return str(mark), str(found)


def _cookie() -> str:
    # The prefix makes browsers refuse the cookie from a neighboring host; they want HTTPS for it.
    return "__Host-browser" if settings.SESSION_COOKIE_SECURE else "browser"
