"""That an event was held: told once it is over, corrected with it, and taken back with it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.facts.words import COUNTRY, REGION
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words
from thriving.movement.actions import Actor
from thriving.movement.queries.places import protected_countries, region_of
from thriving.programs.events.models import Event, Format
from thriving.programs.events.states.event import OVER

INITIATIVE = Dimension("initiative", Type.KEY, _("The initiative that it belongs to, by its key."))
CAMPAIGN = Dimension("campaign", Type.KEY, _("The campaign that it is part of, by its key."))
FORMAT = Dimension(
    "format", Type.CHOICE, _("Whether people met online, in person, or both."), tuple(Format.values)
)

EVENT_HELD = declare(
    FactKind(
        name="event.held",
        subject="event",
        meaning=_("An event took place."),
        sentence=_("The event %(subject)s was held (%(format)s). Country: %(country)s."),
        dimensions=(FORMAT, COUNTRY, REGION, INITIATIVE, CAMPAIGN),
    )
)
KIND = EVENT_HELD.name
SCHEME = "wikimedia"  # "the region of the world, as the movement divides it"
SOURCES = "event/"  # how the keys of their records begin


def statements() -> Iterator[Statement]:
    """What the ledger should hold of events, from the events themselves."""
    yield from map(statement, Event.objects.filter(state__in=OVER).order_by("pk"))


def state_held(event: Event, *, by: Actor) -> None:
    """Said again, nothing changes; said otherwise, the ledger is corrected."""
    name_source(event)
    evidence.state([statement(event)], by=by)


def state_again(event: Event, *, by: Actor) -> None:
    """After a change: what was told of it, if anything was."""
    if event.state in OVER:
        state_held(event, by=by)


def retract_held(event: Event, *, by: Actor, why: str) -> None:
    evidence.retract(KIND, [statement(event).natural_key], by=by, why=why)


def name_source(event: Event) -> str:
    """The record to which facts of this event lead; for those of its participants too."""
    open_to_all = not event.is_invited
    Source.objects.update_or_create(
        key=source_of(event),
        defaults={
            "kind": "event",
            "title": event.title if open_to_all else Words(en="An event for those who were invited"),
            "url": reverse("events:event", args=[event.key]) if open_to_all else "",
            "visibility": Visibility.PUBLIC if open_to_all else Visibility.RESTRICTED,
            "sample": event.sample,
        },
    )
    return source_of(event)


def source_of(event: Event) -> str:
    return f"{SOURCES}{event.uid}"


def statement(event: Event) -> Statement:
    return Statement(
        KIND,
        event.public_key,
        event.held_on,
        dimensions=_told_of(event),
        source=source_of(event),
        key=source_of(event),
        visibility=Visibility.RESTRICTED if event.is_invited else None,
    )


def _told_of(event: Event) -> dict[str, str]:
    """Where it is dangerous, that some were invited somewhere is all that is told: numbers count it too."""
    if event.is_invited and event.country in protected_countries():
        return {"format": event.format}
    return dimensions_of(event)


def dimensions_of(event: Event) -> dict[str, str]:
    """By which what an event leaves is counted."""
    return {
        "format": event.format,
        "country": event.country,
        "region": region_of(event.country, SCHEME, event.held_on) or "",
        "initiative": event.initiative,
        "campaign": event.campaign,
    }
