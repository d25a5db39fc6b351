"""How often one may ask: counted as sign-ins are, with no puzzle from outside and no address kept."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from django.utils.translation import ngettext

from thriving.kernel import clock
from thriving.movement.accounts import attempts
from thriving.movement.accounts.attempts import TooManyAttempts
from thriving.movement.models import Person
from thriving.programs.asking.models import Question

AT_ONCE = 3  # questions of one account in a quarter of an hour
FROM_ONE_ADDRESS = 10  # the same without an account: people who learn together may share an address
A_DAY = 10  # questions of one account
_DAY = timedelta(days=1)


class AskedTooOften(Exception):
    """Its sentence says when one may ask again."""

    def __init__(self, wait: timedelta) -> None:
        self.wait = wait
        super().__init__(_sentence(wait))


def count(person: Person | None, *, address: str) -> None:
    """Before anything is written. The address is counted too where somebody is signed in, with more room."""
    if person and (wait := _wait_of_a_day(person)):
        raise AskedTooOften(wait)
    name, limit = (person.key, AT_ONCE) if person else (address, FROM_ONE_ADDRESS)
    try:
        attempts.count("ask", name=name, address=address, limit=limit)
    except TooManyAttempts as refusal:
        raise AskedTooOften(refusal.wait) from refusal


def count_tries(*, address: str) -> None:
    """Of secrets that open nothing: nobody guesses one, and whoever tries is slowed all the same."""
    try:
        attempts.count("private-question", address=address)
    except TooManyAttempts as refusal:
        raise AskedTooOften(refusal.wait) from refusal


def _wait_of_a_day(person: Person) -> timedelta:
    since = clock.now() - _DAY
    asked = Question.objects.filter(asker=person, asked_at__gt=since).order_by("-asked_at")
    tenth = asked[A_DAY - 1 : A_DAY].first()
    return tenth.asked_at - since if tenth else timedelta()


def _sentence(wait: timedelta) -> str:
    hours = wait // timedelta(hours=1)
    if hours:
        sentence = ngettext(
            "That is many questions for now. You can ask again in %(count)s hour.",
            "That is many questions for now. You can ask again in %(count)s hours.",
            hours + 1,
        )
        return sentence % {"count": hours + 1}
    minutes = max(1, ceil(wait / timedelta(minutes=1)))
    sentence = ngettext(
        "That is many questions for now. You can ask again in %(count)s minute.",
        "That is many questions for now. You can ask again in %(count)s minutes.",
        minutes,
    )
    return sentence % {"count": minutes}
