"""What waits before an event is ready: to take part, to name somebody, to decide on a waiver."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access, clock
from thriving.movement import work
from thriving.movement.queries.accounts import keys_of
from thriving.movement.queries.places import protected_countries
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.models import Stakeholder, Waiver
from thriving.safety.event_risk.queries.stakeholders import to_name
from thriving.safety.event_risk.roles import RISK_OFFICER
from thriving.safety.event_risk.states.waivers import ASKED
from thriving.safety.event_risk.waiting.whose import AS_AUTHORITY, AS_OFFICER, AS_ORGANIZER, IN_REGISTER

BEFORE = timedelta(days=21)  # so that what somebody finds can still be mended


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """By three queries, and each only for whom it concerns."""
    if not getattr(reader, "pk", None):
        return
    guarded = protected_countries()
    for event, title, page, whose in _found(reader):
        item = _item(event, title, page, whose)
        # Kind and day would say in a mailbox that somebody has to do with it: not where that can harm.
        yield item.only_counted() if event.is_invited or event.country in guarded else item


def _found(reader: Any) -> Iterator[tuple[Event, str, str, Promise]]:
    """The event, what is to be done, on which of its pages, and as whom."""
    for each in _to_take_part(reader):
        yield each.event, _("Take part in the risk protocol of an event"), "stakeholders", IN_REGISTER
    for event in work.first(to_name(reader)):
        yield event, _("Say who matters to the safety of an event"), "stakeholders", _who_names(reader)
    for waiver in _to_decide(reader):
        yield waiver.event, _("Decide on a waiver"), "waivers", AS_AUTHORITY


def _to_take_part(reader: Any) -> Iterator[Stakeholder]:
    mine = Stakeholder.objects.filter(person=reader.pk, engaged_at=None, released_at=None)
    ahead = mine.filter(event__ends_at__gt=clock.now()).exclude(event__state=CANCELED)
    yield from work.first(ahead.select_related("event").order_by("event__starts_at", "pk"))


def _to_decide(reader: Any) -> Iterator[Waiver]:
    events = access.within(reader, "waive_event_risk", Event.objects.all()).values("pk")
    asked = Waiver.objects.filter(state=ASKED, ends_at__gt=clock.now(), event__in=events)
    others = asked.exclude(asked_by__in=keys_of(reader))
    yield from work.first(others.select_related("event").order_by("ends_at", "pk"))


def _who_names(reader: Any) -> Promise:
    return AS_OFFICER if RISK_OFFICER in access.roles_of(reader) else AS_ORGANIZER


def _item(event: Event, title: str, page: str, whose: Promise) -> work.Item:
    return work.Item(
        title,
        reverse(f"event_risk:{page}", args=[event.key]),
        event.local_start.date() - BEFORE,
        of=str(event.title),
        why=_("Money leaves for the event once this is done."),
        kind=title,
        whose=str(whose),
        sample=event.sample,
    )


work.declare("readiness of events", gettext_lazy("Safety of events"), waiting, lists=("grants",))
