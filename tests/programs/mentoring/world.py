"""Mentors and newcomers of these tests, at any step."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests import places
from tests.conftest import person

from thriving.kernel import clock
from thriving.movement.models import Language, Person
from thriving.programs.mentoring import actions
from thriving.programs.mentoring.actions import Told
from thriving.programs.mentoring.models import Offer, Pair, Wish


def told(**otherwise: Any) -> Told:
    until = clock.today() + timedelta(days=100)
    lines: dict[str, Any] = {"skills": ("press",), "languages": ("en",), "hours": 4, "until": until}
    return Told(**{**lines, **otherwise})


def mentor(username: str = "mara", **otherwise: Any) -> Offer:
    spoken()
    return actions.offer(told(**otherwise), by=somebody(username))


def newcomer(username: str = "nuno", **otherwise: Any) -> Wish:
    spoken()
    return actions.wish(told(**otherwise), by=somebody(username))


def asked(offer: Offer | None = None, wish: Wish | None = None) -> Pair:
    offer, wish = offer or mentor(), wish or newcomer()
    return actions.ask_mentor(offer, by=wish.person)


def agreed(offer: Offer | None = None, wish: Wish | None = None) -> Pair:
    pair = asked(offer, wish)
    actions.accept(pair, by=mentor_of(pair))
    return pair


def mentor_of(pair: Pair) -> Person:
    assert pair.mentor
    return pair.mentor


def newcomer_of(pair: Pair) -> Person:
    assert pair.newcomer
    return pair.newcomer


def somebody(username: str) -> Person:
    return Person.objects.filter(username=username).first() or person(username)


def spoken() -> None:
    missing = {"en", "ar", "es"} - set(Language.objects.values_list("code", flat=True))
    places.languages(*sorted(missing))
