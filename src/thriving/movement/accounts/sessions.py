"""How long a sign-in lasts: until some hours without use, and never longer than some days.

Counted by the true time, not by the day that the demo plays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from thriving.kernel import clock
from thriving.movement.accounts import proofs
from thriving.movement.accounts.proofs import Proof
from thriving.movement.models import Person
from thriving.movement.typed import SIGNED_IN_BEFORE

BEGAN, SEEN, ROLES = "began_at", "seen_at", "roles"
BACKEND = "django.contrib.auth.backends.ModelBackend"  # which asks at each page whether the account is open
WRITTEN_EVERY = timedelta(minutes=1)  # not with every page: each time costs a write

Respond = Callable[[HttpRequest], HttpResponseBase]


def end_old_sessions(respond: Respond) -> Respond:
    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _end_or_prolong(request)
        return respond(request)

    return middleware


def begin(
    request: HttpRequest, person: Person, *ways: Proof, earlier: Mapping[Proof, float] | None = None
) -> None:
    """Sign in, under a new session key, having shown who they are in these ways, now and ``earlier``."""
    login(request, person, backend=BACKEND)
    _count_from_now(request)
    proofs.note(request, *ways, earlier=earlier)


def strengthen(request: HttpRequest, *ways: Proof) -> None:
    """What it may open has grown, so whoever knew the session's key before knows it no longer."""
    request.session.cycle_key()
    proofs.note(request, *ways)


def _count_from_now(request: HttpRequest) -> None:
    request.session[BEGAN] = request.session[SEEN] = clock.system().timestamp()


def _end_or_prolong(request: HttpRequest) -> None:
    person, now = request.user, clock.system().timestamp()
    if not isinstance(person, Person):
        return
    if BEGAN not in request.session:
        _count_from_now(request)
    elif _is_over(request, now):
        logout(request)
        request.META[SIGNED_IN_BEFORE] = person.key
        return
    elif now - request.session[SEEN] > WRITTEN_EVERY.total_seconds():
        request.session[SEEN] = now
    _renew_with_roles(request, person)


def _renew_with_roles(request: HttpRequest, person: Person) -> None:
    """Another key for a session whose person may do something else than before."""
    held = sorted(person.roles)
    if (before := request.session.get(ROLES)) == held:
        return
    if before is not None:
        request.session.cycle_key()
    request.session[ROLES] = held


def _is_over(request: HttpRequest, now: float) -> bool:
    unused, since = now - request.session[SEEN], now - request.session[BEGAN]
    idle, longest = settings.SIGN_IN_IDLE.total_seconds(), settings.SIGN_IN_LONGEST.total_seconds()
    return bool(unused > idle or since > longest)
