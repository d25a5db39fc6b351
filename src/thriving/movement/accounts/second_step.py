"""Who holds a role that wants a second step, and has not taken it in this session, is a visitor everywhere.

Nothing else has to know: what a visitor may not do, they may not do, on pages, twins and whatever else has an
address. Only the pages that lead on (`for_those_held_back`) see who they are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from thriving.movement.accounts import proofs
from thriving.movement.models import Person
from thriving.movement.roles import roles

HELD_BACK = "thriving.held_back"  # in META: the person who is a visitor for now
_MARK = "is_for_those_held_back"

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
Respond = Callable[[HttpRequest], HttpResponseBase]


class HoldBack:
    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            _hold_back(request)
        return self.respond(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> None:
        if is_for_those_held_back(view) and (person := held_back(request)):
            request.user = person


def for_those_held_back(view: View) -> View:
    """A page on the way to a second step, or away from it."""
    setattr(view, _MARK, True)
    return view


def is_for_those_held_back(view: Callable[..., Any]) -> bool:
    return bool(getattr(view, _MARK, False))


def held_back(request: HttpRequest) -> Person | None:
    found: Person | None = request.META.get(HELD_BACK)
    return found


def lacks(request: HttpRequest, person: Person) -> bool:
    return not proofs.took_second_step(request) and wants(person)


def wants(person: Person) -> bool:
    """Whether a role that they hold today works only after a second step."""
    if settings.SECOND_STEP == "none":
        return False
    every = settings.SECOND_STEP == "all"
    return any(every or roles[role].second_factor for role in person.roles if role in roles)


def _hold_back(request: HttpRequest) -> None:
    person = request.user
    if isinstance(person, Person) and lacks(request, person):
        request.META[HELD_BACK] = person
        request.user = AnonymousUser()
