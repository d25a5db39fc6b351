"""Whose edits are looked at, how few are told of, and how long their names are needed for it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db.models import QuerySet

from thriving.kernel import clock
from thriving.programs.events import waits
from thriving.programs.events.coarse import part_called
from thriving.programs.events.models import Contribution, Event, Registration, WikiName
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.wiki import contributions

LEAST = 10  # people, of whom a number is told to everybody
LEAST_WHERE_DANGEROUS = 20
# Wikis are dumped once a month, some weeks late, and somebody has to read the dump.
NEXT_LAKE = timedelta(days=62)
LONGEST = timedelta(days=365)  # after the event, whatever else would like to count with the names


class Known(Protocol):
    """What was measured, of an event or of something larger."""

    figures: Any
    is_whole: Any


def least_told(event: Event) -> int:
    return LEAST_WHERE_DANGEROUS if is_protected(event) else LEAST


def title_of(event: Event) -> str:
    return f"event {event.uid}"


def part_of(event: Event) -> str:
    """Its sum, as a part of others, in the hours and on the wikis that it has now."""
    return part_called(title_of(event), event.starts_at, event.ends_at, event.wikis)


def measured_names(event: Event) -> QuerySet[WikiName]:
    """Of those who agreed and came, and did not say no themselves while a list says they agreed."""
    by_list = Registration.Origin.LIST
    refused = Registration.objects.filter(event=event, may_measure=False).exclude(origin=by_list)
    agreed = WikiName.objects.filter(
        registration__event=event, registration__may_measure=True, registration__attended_on__isnull=False
    )
    return agreed.exclude(registration__origin=by_list, registration__subject__in=refused.values("subject"))


def names_to_measure(event: Event) -> dict[str, str]:
    """By the identifier of the registration; of who is listed too, only what they registered themselves.

    Twice in the sums, they would seem two who changed, and so few would be hidden by fewer.
    """
    own_last = measured_names(event).order_by("-registration__origin", "registration__uid")
    found = own_last.values_list("registration__subject", "registration__uid", "name")
    return dict({subject: (uid, name) for subject, uid, name in found}.values())


def has_names(event: Event) -> bool:
    return measured_names(event).exists()


def names_needed(event: Event) -> bool:
    """Whether a later lake will tell more of those who agreed, or a campaign still counts with them."""
    if not tracks_contributions(event, protected=is_protected(event)) or not has_names(event):
        return False
    if not contributions.measured_wikis(event.wikis):
        return False  # nothing is there that could ever tell
    return clock.now() < min(_needed_until(event), event.ends_at + LONGEST)


def _needed_until(event: Event) -> datetime:
    found = Contribution.objects.filter(event=event).first()
    own = event.ends_at if found and is_complete(found) else _last_lake(event.ends_at)
    return max(own, waits.until(event) or own)


def _last_lake(ends: datetime) -> datetime:
    return ends + timedelta(days=contributions.DAYS_TO_STAY) + NEXT_LAKE


def is_complete(found: Known) -> bool:
    """Whether no lake to come tells more."""
    return (
        bool(found.figures)
        and found.is_whole
        and not any(each["known_from"] for each in found.figures.values())
    )
