"""Nominations: by their private link, of their nominee, and of those who judge them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from thriving.kernel import access, clock
from thriving.programs.councils.models import Call, Nomination
from thriving.programs.councils.states.call import OPEN
from thriving.programs.councils.states.nomination import SENT, STANDING

_KEY = 32


def token_of(nomination: Nomination) -> str:
    """Made anew from the site's secret whenever it is needed: a copy of the database opens nothing."""
    return nomination.key + _proof(nomination.key)


def by_token(token: str) -> Nomination | None:
    """One that still waits for its answer."""
    key, proof = token[:_KEY], token[_KEY:]
    waits = Nomination.objects.filter(state=SENT, expires_on__gte=clock.today(), call__state=OPEN)
    found = waits.filter(key=key).select_related("call__council", "call__term").first()
    return found if found and constant_time_compare(proof, _proof(key)) else None


def candidates_for(reader: Any, call: Call) -> QuerySet[Nomination]:
    """Without those with whom the reader has a conflict: nothing of them is shown anywhere."""
    found = call.nominations.select_related("place__seat")
    return access.within(reader, "see_candidate", found)


def own_for(person: Any) -> QuerySet[Nomination]:
    found = Nomination.objects.select_related("call__council", "call__term")
    return access.within(person, "see_own_nomination", found)


def sent_by(person: Any, call: Call) -> QuerySet[Nomination]:
    """What they have proposed; of what came of it nothing is told, not even by a number."""
    if not getattr(person, "is_authenticated", False):
        return Nomination.objects.none()
    return proposed_by(person).filter(call=call)


def proposed_by(person: Any) -> QuerySet[Nomination]:
    """Until their calls have ended: of what stays afterwards one would read who was selected."""
    sent = Nomination.objects.filter(nominator=person.pk, call__ended_on=None).exclude(nominee=person.pk)
    return sent.order_by("sent_at", "pk")


def waiting_for_consent(call: Call) -> int:
    """How many stand whose age or consent is not settled yet. Who they are is for nobody."""
    standing = call.nominations.filter(state=STANDING)
    return standing.count() - access.within(None, "ready_to_be_read", standing).count()


def _proof(key: str) -> str:
    return salted_hmac("thriving.councils.nomination", key, algorithm="sha256").hexdigest()[:40]
