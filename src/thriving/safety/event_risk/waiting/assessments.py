"""What waits of assessments: to be begun or written anew, reviewed, done, met and confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import access, clock
from thriving.movement import work
from thriving.movement.queries.accounts import keys_of
from thriving.movement.queries.places import protected_countries
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.models import Assessment, Mitigation, Proviso
from thriving.safety.event_risk.protocol import DECISION, REVIEW
from thriving.safety.event_risk.queries import assessments
from thriving.safety.event_risk.queries.funding import funded_events
from thriving.safety.event_risk.roles import RISK_AUTHORITY, RISK_OFFICER
from thriving.safety.event_risk.states.assessment import (
    ACCEPTED_CONDITIONAL,
    CHANGES_REQUESTED,
    DRAFT,
    ESCALATED,
    HELD,
    IN_REVIEW,
    REJECTED,
    REQUIRED,
    STALE,
    SUBMITTED,
)
from thriving.safety.event_risk.states.measures import OPEN, PLANNED
from thriving.safety.event_risk.waiting.readiness import BEFORE
from thriving.safety.event_risk.waiting.whose import AS_ANSWERING, AS_AUTHORITY, AS_OFFICER, AS_ORGANIZER
from thriving.safety.protocols.declarations import Clock


@dataclass(frozen=True)
class Found:
    event: Event
    title: str | Promise
    page: str
    due: date | None = None
    whose: str | Promise = AS_ORGANIZER


_FOR_ORGANIZERS = {
    REQUIRED: _("Begin the risk assessment of an event"),
    DRAFT: _("Hand in the risk assessment of an event"),
    CHANGES_REQUESTED: _("Change the risk assessment of an event"),
    REJECTED: _("Assess the risks of an event anew"),
    STALE: _("Assess the risks of an event anew"),
}


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """By a constant number of queries."""
    if not getattr(reader, "pk", None):
        return
    guarded = protected_countries()
    for each in _found(reader):
        item = _item(each)
        yield item.only_counted() if each.event.is_invited or each.event.country in guarded else item


def _found(reader: Any) -> Iterator[Found]:
    yield from _to_write(reader)
    yield from _to_answer(reader)
    yield from _to_do(reader)
    if access.holds(reader, "see_risk_reviews"):
        yield from _to_judge(reader)


def _to_write(reader: Any) -> Iterator[Found]:
    mine = _ahead(access.within(reader, "write_event_risk", Event.objects.all()))
    newest = assessments.newest().filter(state__in=_FOR_ORGANIZERS, event__in=mine.values("pk"))
    for each in work.first(newest.select_related("event").order_by("event__starts_at", "pk")):
        yield Found(each.event, _FOR_ORGANIZERS[each.state], "event")


def _to_answer(reader: Any) -> Iterator[Found]:
    """What is paid for, and nobody has asked yet how carefully to look."""
    mine = _ahead(access.within(reader, "write_event_risk", funded_events()))
    untold = mine.filter(~Exists(Assessment.objects.filter(event=OuterRef("pk"))), risk_triages=None)
    for event in work.first(untold.order_by("starts_at", "pk")):
        yield Found(event, _("Say how carefully to look at the risks of an event"), "triage")


def _to_do(reader: Any) -> Iterator[Found]:
    planned = Mitigation.objects.filter(
        owner=reader.pk, state=PLANNED, risk__assessment__state__in=(*HELD, SUBMITTED, IN_REVIEW, ESCALATED)
    )
    told = planned.select_related("risk__assessment__event").order_by("due_on", "pk")
    for measure in work.first(told):
        event = measure.risk.assessment.event
        yield Found(
            event, _("Do what you answer for against a risk"), "assessment", measure.due_on, AS_ANSWERING
        )
    mine = Proviso.objects.filter(owner=reader.pk, state=OPEN, assessment__state=ACCEPTED_CONDITIONAL)
    for proviso in work.first(mine.select_related("assessment__event").order_by("due_on", "pk")):
        event = proviso.assessment.event
        yield Found(
            event, _("Meet a condition that you answer for"), "assessment", proviso.due_on, AS_ANSWERING
        )


def _to_judge(reader: Any) -> Iterator[Found]:
    is_authority = RISK_AUTHORITY in access.roles_of(reader)
    whose = AS_OFFICER if RISK_OFFICER in access.roles_of(reader) else AS_AUTHORITY
    yield from (replace(each, whose=whose) for each in _to_review_and_confirm(reader))
    escalated = _of_others(reader).filter(state=ESCALATED)
    for each in work.first(escalated) if is_authority else ():
        title = _("Decide on the risks of an event")
        yield Found(each.event, title, "assessment", _due(each, DECISION), AS_AUTHORITY)


def _of_others(reader: Any) -> QuerySet[Assessment]:
    return assessments.to_review(reader).exclude(submitted_by__in=keys_of(reader))


def _to_review_and_confirm(reader: Any) -> Iterator[Found]:
    free = Q(state=SUBMITTED) | Q(state=IN_REVIEW, reviewer=reader.pk)
    for each in work.first(_of_others(reader).filter(free)):
        yield Found(each.event, _("Review the risk assessment of an event"), "assessment", _due(each, REVIEW))
    for triage in work.first(assessments.triages_to_sign(reader)):
        yield Found(triage.event, _("Say whether less care is enough for an event"), "event")
    for measure in work.first(assessments.mitigations_to_verify(reader)):
        event = measure.risk.assessment.event
        yield Found(event, _("Confirm that a measure against a risk was done"), "assessment", measure.due_on)
    for proviso in work.first(assessments.provisos_to_verify(reader)):
        yield Found(
            proviso.assessment.event, _("Confirm that a condition is met"), "assessment", proviso.due_on
        )


def _due(assessment: Assessment, clock_: Clock) -> date:
    """By the protocol's clock, and sooner where the event comes sooner."""
    before = assessment.event.local_start.date() - BEFORE
    by_clock = clock_.due(assessment.submitted_at) if assessment.submitted_at else None
    return min(before, by_clock.date()) if by_clock else before


def _ahead(events: QuerySet[Event]) -> QuerySet[Event]:
    return events.filter(ends_at__gt=clock.now()).exclude(state=CANCELED)


def _item(found: Found) -> work.Item:
    kind = str(found.title)
    return work.Item(
        kind,
        reverse(f"event_risk:{found.page}", args=[found.event.key]),
        found.due or found.event.local_start.date() - BEFORE,
        of=str(found.event.title),
        kind=kind,
        whose=str(found.whose),
        sample=found.event.sample,
    )


work.declare("assessments of events", _("Risks of events"), waiting, lists=("grants",))
