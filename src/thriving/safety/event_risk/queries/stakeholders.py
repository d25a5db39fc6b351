"""The register of an event, with names as far as the reader may see them; and where it was missed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement.queries.people import names
from thriving.movement.queries.places import protected_countries
from thriving.programs.events.models import Entrance, Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.models import Stakeholder
from thriving.safety.event_risk.queries.funding import funded
from thriving.safety.event_risk.queries.staleness import is_over
from thriving.safety.event_risk.stakeholding import TIERS, Employer, Part, relevant


@dataclass(frozen=True)
class Line:
    """One role in a register. ``who`` is empty where nobody has it, or the reader may not see who."""

    stakeholder: Stakeholder
    who: str
    is_mine: bool


def standing(event: Event) -> QuerySet[Stakeholder]:
    """The roles that are asked for at this event, the Foundation's first."""
    return (
        event.risk_stakeholders.filter(released_at=None).select_related("event").order_by("-employer", "pk")
    )


def unengaged(event: Event) -> QuerySet[Stakeholder]:
    """Once it is over: also who took part only afterwards, which protected nobody."""
    late = Q(engaged_at__gt=event.ends_at) if is_over(event) else Q(pk__in=[])
    return standing(event).filter(Q(engaged_at=None) | late)


def left_out(event: Event, tier: str) -> list[Part]:
    """What the tier asks for of the event as it is, and its register lacks."""
    there = set(standing(event).values_list("role", flat=True))
    asked = relevant(tier, in_person=not event.is_online_only) if tier in TIERS and there else ()
    return [part for part in asked if part.key not in there]


def register(reader: Any, event: Event) -> list[Line]:
    found = list(standing(event).select_related("person"))
    shown = names(reader, [each.person.key for each in found if each.person])
    return [
        Line(each, _who(each, reader, shown), bool(reader.pk and each.person_id == reader.pk))
        for each in found
    ]


def _who(stakeholder: Stakeholder, reader: Any, shown: dict[str, str]) -> str:
    person = stakeholder.person
    if person is None:
        return ""
    return person.called if person.pk == reader.pk else shown.get(person.key, str(person))


def all_missed() -> QuerySet[Stakeholder]:
    """Of the Foundation's roles at funded events, those that have not taken part: asked for longest first."""
    asked = Stakeholder.objects.filter(employer=Employer.FOUNDATION, released_at=None, engaged_at=None)
    return funded(asked).order_by("required_at", "pk")


def missed(reader: Any) -> QuerySet[Stakeholder]:
    """Those of which this reader may know at which event it is."""
    return all_missed().filter(_known_to(reader)).select_related("event")


def _known_to(reader: Any) -> Q:
    public = Q(event__published_at__isnull=False, event__entrance=Entrance.OPEN)
    everybody = public & ~Q(event__country__in=protected_countries())
    return everybody | Q(_read_by(reader))


def missed_out_of_sight(reader: Any) -> QuerySet[Stakeholder]:
    """All others, found by their events: these are few, and what everybody knows need not be counted."""
    quiet = Q(published_at=None) | Q(entrance=Entrance.INVITED) | Q(country__in=protected_countries())
    found = all_missed().filter(event__in=Event.objects.filter(quiet).values("pk"))
    return found.filter(~_read_by(reader))


def _read_by(reader: Any) -> Exists:
    """Asked of each event as it is met: whoever judges reads them all."""
    return Exists(access.within(reader, "see_event_risk", Event.objects.filter(pk=OuterRef("event"))))


def to_name(reader: Any) -> QuerySet[Event]:
    """Events ahead in whose registers the reader can say who has a role that nobody has."""
    mine = access.within(reader, "name_stakeholder", Stakeholder.objects.all())
    empty = mine.filter(person=None, engaged_at=None, released_at=None).values("event")
    ahead = Event.objects.filter(pk__in=empty, ends_at__gt=clock.now()).exclude(state=CANCELED)
    return ahead.order_by("starts_at", "pk")
