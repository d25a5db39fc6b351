"""Whether what was accepted still holds: of the event as it is, the country as it is, and today."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from thriving.kernel import clock
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED, DRAFT
from thriving.safety.event_risk.material import changed, material_of
from thriving.safety.event_risk.models import SERIOUS, Assessment, CountryAlert, Incident, Stale, Triage
from thriving.safety.event_risk.queries.independence import are_apart


def why_stale(assessment: Assessment, event: Event) -> str:
    """The first of the reasons why it no longer holds; empty while it does."""
    if assessment.material != material_of(event):
        return Stale.MATERIAL
    if not are_apart(event, assessment.decided_by):
        return Stale.CONFLICT
    if alerts_since(event, assessment.decided_at).exists():
        return Stale.ALERT
    if assessment.valid_until is None or assessment.valid_until <= clock.now():
        return Stale.AGE
    return ""


def is_outdated(triage: Triage, event: Event) -> bool:
    """Whether a triage was answered of an event, or for a country, that is not as it was."""
    if triage.material != material_of(event) or serious_since(event, triage.decided_at).exists():
        return True
    if not are_apart(event, triage.decided_by):
        return True
    return is_ahead(event) and alerts_since(event, triage.decided_at).exists()


def parts_changed(assessment: Assessment, event: Event) -> list[str]:
    return changed(assessment.parts, event) if assessment.parts else []


def standing_alerts(country: str) -> QuerySet[CountryAlert]:
    return CountryAlert.objects.filter(country=country, ended_at=None)


def alerts_since(event: Event, moment: datetime | None) -> QuerySet[CountryAlert]:
    """Those raised later, also where they ended again: what they told may still be so."""
    found = CountryAlert.objects.filter(country=event.country)
    return found.filter(raised_at__gt=moment) if moment else found


def serious_since(event: Event, moment: datetime | None) -> QuerySet[Incident]:
    """What was told of from that moment on, whenever it happened."""
    found = Incident.objects.filter(event=event, severity__in=SERIOUS)
    return found.filter(written_at__gte=moment) if moment else found


def is_over(event: Event) -> bool:
    """Whether it was announced and its days went by. A draft is never over, whatever its dates say."""
    return event.state not in (DRAFT, CANCELED) and event.ends_at <= clock.now()


def is_ahead(event: Event) -> bool:
    return event.state != CANCELED and not is_over(event)
