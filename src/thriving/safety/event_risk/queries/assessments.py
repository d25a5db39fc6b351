"""The assessment of an event as it is now, how great its risks are, and what reviewers have before them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Max, Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of, keys_of
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.matrix import LOW, Domain, Level, greatest
from thriving.safety.event_risk.models import Assessment, Mitigation, Proviso, Risk, Triage
from thriving.safety.event_risk.states.assessment import HELD, WITH_REVIEWERS
from thriving.safety.event_risk.states.measures import DONE, MET
from thriving.safety.event_risk.states.triage import PROPOSED, STANDS


@dataclass(frozen=True)
class Levels:
    """How great the risk is in one domain: before anything is done, and what remains."""

    domain: str
    inherent: int
    residual: int

    @property
    def title(self) -> str:
        return str(Domain(self.domain).label)

    @property
    def inherent_words(self) -> str:
        return str(Level(self.inherent).label)

    @property
    def residual_words(self) -> str:
        return str(Level(self.residual).label)


def current(event: Event) -> Assessment | None:
    """The newest version, whatever became of it: what an older one said counts no more."""
    found = event.risk_assessments.order_by("-number").first()
    if found is not None:
        found.event = event
    return found


def standing_triage(event: Event) -> Triage | None:
    return event.risk_triages.filter(state=STANDS).first()


def waiting_triage(event: Event) -> Triage | None:
    return event.risk_triages.filter(state=PROPOSED).first()


def levels(risks: Iterable[Risk]) -> list[Levels]:
    """By domain, in the order of the domains; one in which nothing was found is left out."""
    found = list(risks)
    by_domain = {domain: [risk for risk in found if risk.domain == domain] for domain in Domain}
    return [
        Levels(domain, greatest(each.level for each in those), greatest(each.residual for each in those))
        for domain, those in by_domain.items()
        if those
    ]


def overall(found: Iterable[Levels]) -> tuple[int, int, int]:
    """Inherent, residual, and what remains for life and liberty: maxima, as levels from 1 to 4."""
    listed = list(found)
    life = (each.residual for each in listed if each.domain == Domain.LIFE_AND_LIBERTY)
    return (
        greatest(each.inherent for each in listed),
        greatest(each.residual for each in listed),
        max(life, default=LOW),
    )


def risks_of(assessment: Assessment) -> list[Risk]:
    found = list(assessment.risks.prefetch_related("mitigations__owner"))
    for each in found:
        each.assessment = assessment
    return found


def place_of(assessment: Assessment) -> tuple[object, ...]:
    """As it is written now, for whoever is about to write over it."""
    now = Assessment.objects.get(pk=assessment.pk)
    return now.context, now.nothing_found


def said_of(risk: Risk) -> tuple[object, ...]:
    now = Risk.objects.get(pk=risk.pk)
    before = (now.likelihood, now.consequence)
    after = (now.residual_likelihood, now.residual_consequence)
    return now.threat, now.vulnerability, now.capacity, before, after


def newest() -> QuerySet[Assessment]:
    """Of each event the one that counts."""
    last = Max("event__risk_assessments__number")
    return Assessment.objects.annotate(last=last).filter(number=F("last"))


def reviewed_by(reader: Any) -> QuerySet[Event]:
    """The events whose risks this reader may judge."""
    return access.within(reader, "review_event_risk", Event.objects.exclude(state=CANCELED))


def to_review(reader: Any) -> QuerySet[Assessment]:
    """What was handed in, of events that are to come, the nearest first."""
    mine = reviewed_by(reader).filter(ends_at__gt=clock.now())
    found = newest().filter(state__in=WITH_REVIEWERS, event__in=mine.values("pk"))
    return found.select_related("event", "reviewer").order_by("event__starts_at", "pk")


def triages_to_sign(reader: Any) -> QuerySet[Triage]:
    """Also of canceled events, for which money waits until two have signed."""
    mine = access.within(reader, "review_event_risk", Event.objects.all())
    found = Triage.objects.filter(state=PROPOSED, event__in=mine.values("pk"))
    return found.exclude(answered_by__in=keys_of(reader)).select_related("event").order_by("answered_at")


def mitigations_to_verify(reader: Any) -> QuerySet[Mitigation]:
    """Of assessments that hold or are reviewed, while the event is to come."""
    mine = reviewed_by(reader).filter(ends_at__gt=clock.now())
    standing = newest().filter(state__in=(*HELD, *WITH_REVIEWERS), event__in=mine.values("pk"))
    found = Mitigation.objects.filter(state=DONE, risk__assessment__in=standing.values("pk"))
    others = found.exclude(done_by__in=keys_of(reader)).exclude(owner__in=accounts_of(reader).values("pk"))
    return others.select_related("risk__assessment__event").order_by("due_on", "pk")


def provisos_to_verify(reader: Any) -> QuerySet[Proviso]:
    found = Proviso.objects.filter(state=MET, assessment__event__in=reviewed_by(reader).values("pk"))
    others = found.exclude(met_by__in=keys_of(reader)).exclude(owner__in=accounts_of(reader).values("pk"))
    return others.select_related("assessment__event").order_by("due_on", "pk")


def owners_of(event: Event) -> QuerySet[Person]:
    """Who can answer for something: its organizers, and those in its register."""
    organizes = Q(organized_events__event=event)
    matters = Q(risk_roles__event=event, risk_roles__released_at=None)
    return Person.objects.filter(organizes | matters, is_active=True).distinct().order_by("name", "pk")
