"""Between the two steps of a sign-in: nobody is signed in yet; the session knows who has taken the first."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from thriving.kernel import clock
from thriving.movement.accounts.proofs import Proof
from thriving.movement.models import Person

IN_SESSION = "halfway"
LASTS = timedelta(minutes=10)


def begin(request: HttpRequest, person: Person, *ways: Proof) -> None:
    request.session[IN_SESSION] = {
        "person": person.key,
        "bound_to": person.get_session_auth_hash(),  # a new password meanwhile ends it
        "ways": list(map(str, ways)),
        "at": clock.system().timestamp(),
    }


def found(request: HttpRequest) -> tuple[Person, dict[Proof, float]] | None:
    """Who has taken the first step, in which ways, and when."""
    kept = request.session.get(IN_SESSION)
    if not kept or clock.system().timestamp() - kept["at"] > LASTS.total_seconds():
        return None
    person = Person.objects.filter(key=kept["person"], is_active=True).first()
    if person is None or not constant_time_compare(kept["bound_to"], person.get_session_auth_hash()):
        return None
    return person, {Proof(way): kept["at"] for way in kept["ways"]}


def end(request: HttpRequest) -> None:
    request.session.pop(IN_SESSION, None)
