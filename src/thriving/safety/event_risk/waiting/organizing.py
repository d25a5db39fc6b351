"""What organizers do beside the assessment: have contacts reached before it, and look back after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access, clock
from thriving.movement import work
from thriving.movement.queries.accounts import keys_of
from thriving.movement.queries.places import protected_countries
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED, DRAFT
from thriving.safety.event_risk.models import Assessment, SafetyContact
from thriving.safety.event_risk.queries.assessments import newest
from thriving.safety.event_risk.queries.funding import funded_events
from thriving.safety.event_risk.queries.gate import RECENT, TWO
from thriving.safety.event_risk.roles import RISK_OFFICER
from thriving.safety.event_risk.states.assessment import HELD, NOT_REQUIRED, STALE
from thriving.safety.event_risk.waiting.whose import AS_OFFICER, AS_ORGANIZER

FIRST_CALL, LAST_CALL = timedelta(days=21), timedelta(days=7)  # before it: a call counts for fourteen days
LOOK_BACK = timedelta(days=30)  # after it, while one remembers


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """By three queries."""
    if not getattr(reader, "pk", None):
        return
    guarded = protected_countries()
    for event, title, page, due, whose in _found(reader):
        item = work.Item(
            title,
            reverse(f"event_risk:{page}", args=[event.key]),
            due,
            of=str(event.title),
            kind=title,
            whose=str(whose),
            sample=event.sample,
        )
        yield item.only_counted() if event.is_invited or event.country in guarded else item


def _found(reader: Any) -> Iterator[tuple[Event, str, str, date, Promise]]:
    for event in work.first(_without_contacts(access.within(reader, "write_event_risk", funded_events()))):
        due = event.local_start.date() - LAST_CALL
        yield event, _("Have two safety contacts of an event called"), "contacts", due, AS_ORGANIZER
    for event in work.first(_to_call(reader)) if RISK_OFFICER in access.roles_of(reader) else ():
        due = event.local_start.date() - LAST_CALL
        yield event, _("Call the safety contacts of an event"), "contacts", due, AS_OFFICER
    for event in work.first(_to_look_back(reader)):
        due = event.local_end.date() + LOOK_BACK
        yield event, _("Look back on the risks of an event"), "look_back", due, AS_ORGANIZER


def _without_contacts(mine: QuerySet[Event]) -> QuerySet[Event]:
    unneeded = Assessment.objects.filter(event=OuterRef("pk"), state=NOT_REQUIRED)
    reached = Count("risk_contacts", filter=Q(risk_contacts__reached_at__gte=clock.now() - RECENT))
    ahead = mine.filter(~Exists(unneeded), ends_at__gt=clock.now()).exclude(state=CANCELED)
    return ahead.annotate(reached=reached).filter(reached__lt=TWO).order_by("starts_at", "pk")


def _to_call(reader: Any) -> QuerySet[Event]:
    """Where there is somebody to be called whom the reader did not write down."""
    mine = access.within(reader, "verify_risk_contact", funded_events())
    found = SafetyContact.objects.filter(event=OuterRef("pk")).exclude(written_by__in=keys_of(reader))
    unreached = found.filter(Q(reached_at=None) | Q(reached_at__lt=clock.now() - RECENT))
    soon = mine.filter(Exists(unreached), starts_at__lte=clock.now() + FIRST_CALL)
    return _without_contacts(soon)


def _to_look_back(reader: Any) -> QuerySet[Event]:
    mine = access.within(reader, "write_event_risk", Event.objects.all())
    held = newest().filter(state__in=(*HELD, STALE)).values("event")
    over = mine.filter(pk__in=held, ends_at__lte=clock.now(), risk_debrief=None)
    return over.exclude(state__in=(DRAFT, CANCELED)).order_by("ends_at", "pk")


work.declare("preparing events", gettext_lazy("Safety of events"), waiting, lists=("grants",))
