"""Whoever says no to being measured is not measured: no list that says they agreed stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.crypto import salted_hmac

from thriving.programs.events.actions.measuring import drop_sums
from thriving.programs.events.models import Event, Objection, Registration, WikiName
from thriving.programs.events.rolls import user_name


def take_back(registration: Registration) -> None:
    """The user name goes, also where a list named the same person, and so do the sums with it."""
    event = registration.event
    theirs = WikiName.objects.filter(registration__event=event, registration__subject=registration.subject)
    found = list(theirs.select_related("registration"))
    if not found:
        return
    drop_sums(each.registration for each in found)
    digests = {_digest(event, each.name) for each in found}
    Objection.objects.bulk_create(
        [Objection(event=event, digest=each) for each in digests], ignore_conflicts=True
    )
    theirs.delete()


def agree(registration: Registration, name: str) -> None:
    """Said by whoever has the name, after all."""
    event = registration.event
    Objection.objects.filter(event=event, digest=_digest(event, name)).delete()


def heed(event: Event, listed: Sequence[tuple[Registration, str]]) -> None:
    """Registrations of a list, with their user names: whoever said no themselves did not agree by it."""
    own = event.registrations.exclude(origin=Registration.Origin.LIST).filter(may_measure=False)
    subjects = set(own.values_list("subject", flat=True))
    digests = set(event.objections.values_list("digest", flat=True))
    for registration, name in listed:
        if registration.subject in subjects or (digests and _digest(event, name) in digests):
            registration.may_measure = False


def _digest(event: Event, name: str) -> str:
    """Of the event too: who said no at two of them cannot be told from it."""
    said = f"{event.pk}\n{user_name(name)}"
    return salted_hmac("thriving.events.objection", said, algorithm="sha256").hexdigest()
