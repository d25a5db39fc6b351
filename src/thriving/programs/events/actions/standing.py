"""Whether somebody takes part for the first time, by what was before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from thriving.programs.events.models import Registration, Standing
from thriving.programs.events.states.event import CANCELED

ACCOUNT = Registration.Origin.ACCOUNT


def standings(registrations: Iterable[Registration]) -> dict[str, str]:
    """By registration: whether they did this before. Of somebody without an account, what is said of it.

    Looked up, it would tell organizers where somebody was whose user name or address they know.
    """
    asked = list(registrations)
    earlier = set(_earlier(asked).values_list("subject", "role"))
    return {each.uid: _standing(each, (each.subject, each.role) in earlier) for each in asked}


def _earlier(registrations: Sequence[Registration]) -> QuerySet[Registration]:
    """Only what was registered with the account: a list could bring a name to see what changes by it."""
    subjects = [each.subject for each in registrations if each.origin == ACCOUNT]
    events = {each.event_id for each in registrations}
    came = Registration.objects.filter(subject__in=subjects, origin=ACCOUNT, attended_on__isnull=False)
    return came.exclude(event__in=events).exclude(event__state=CANCELED)


def _standing(registration: Registration, came_before: bool) -> str:  # noqa: FBT001 -- the only question
    if registration.origin != ACCOUNT:
        return Standing.NEW if registration.says_new else ""
    return Standing.EXISTING if came_before else Standing.NEW
