"""Where and how an event is: what each reader may know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from thriving.kernel import access
from thriving.movement.queries.places import protected_countries
from thriving.programs.events.models import Event
from thriving.programs.events.queries.registration import is_registered


@dataclass(frozen=True)
class Where:
    """``inside``: who runs it or is registered reads also where exactly, by which link and whom to call."""

    event: Event
    inside: bool
    protected: bool  # its country: taking part can be dangerous

    @property
    def place(self) -> str:
        """The town; in a protected country, the country says enough to those who do not come."""
        return "" if self.protected and not self.inside else self.event.place

    @property
    def address(self) -> str:
        shown = self.inside or (self.event.address_is_public and not self.protected)
        return self.event.address if shown else ""

    @property
    def meeting_link(self) -> str:
        return self.event.meeting_link if self.inside else ""

    @property
    def safety_contact(self) -> str:
        person = self.event.safety_person
        parts = [str(person) if person else "", self.event.safety_contact]
        return ", ".join(filter(None, parts)) if self.inside else ""

    @property
    def more_inside(self) -> bool:
        """Whether the reader would learn more by registering."""
        hidden = self.event.address and not self.address, self.event.meeting_link and not self.meeting_link
        return any(hidden) or bool(self.event.place and not self.place)

    @property
    def tracks(self) -> bool:
        """Whether contributions of participants are looked at: not by default where that can harm them."""
        return tracks_contributions(self.event, protected=self.protected)


def where(event: Event, reader: Any) -> Where:
    inside = access.may(reader, "run_event", event) or is_registered(reader, event)
    return Where(event, inside, is_protected(event))


def seen_from_outside(event: Event) -> Where:
    """As whoever has nothing to do with it reads it: for what is passed on."""
    return Where(event, inside=False, protected=is_protected(event))


def is_protected(event: Event, *of_people: str) -> bool:
    """``of_people``: countries where those live whom it is asked for; one of them is enough."""
    known = {event.country, *of_people} - {""}
    return bool(known) and not known.isdisjoint(protected_countries())


def tracks_contributions(event: Event, *, protected: bool) -> bool:
    return not protected if event.tracking is None else event.tracking
