"""What the register leaves in the ledger: that a role at a funded event is asked for, and that it took part.

A role at an event, never a person. Of events that not everybody may know, the records are restricted.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import QuerySet
from django.urls import reverse

from thriving.evidence import actions as evidence
from thriving.evidence.facts.safety import STAKEHOLDER_ENGAGED, STAKEHOLDER_REQUIRED
from thriving.evidence.models import Fact, Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words
from thriving.movement.actions import Actor
from thriving.movement.queries.places import protected_countries
from thriving.programs.events.models import Entrance, Event
from thriving.safety.event_risk.models import Stakeholder
from thriving.safety.event_risk.queries.funding import funded
from thriving.safety.event_risk.queries.registers import SOURCES

REQUIRED, ENGAGED = STAKEHOLDER_REQUIRED.name, STAKEHOLDER_ENGAGED.name
UNTOLD = Words(en="The risk protocol of an event that is not made public")


def statements(kind: str) -> Iterator[Statement]:
    """What the ledger should hold of one kind, from all registers."""
    return _statements(Stakeholder.objects.all(), kind)


def tell(event: Event, *, by: Actor) -> None:
    """Have the ledger say what the register of this event says; nothing, as long as nobody funds it."""
    mine = Stakeholder.objects.filter(event=event)
    said = [each for kind in (REQUIRED, ENGAGED) for each in _statements(mine, kind)]
    if said:
        name_source(event)
    standing = Fact.objects.filter(
        kind__in=(REQUIRED, ENGAGED), source=source_of(event), superseded_number=None
    )
    evidence.settle(said, standing, by=by, why="The register of stakeholders was corrected.")


def name_source(event: Event) -> None:
    public = is_public(event, protected_countries())
    Source.objects.update_or_create(
        key=source_of(event),
        defaults={
            "kind": "risk_assessment",
            "title": event.title if public else UNTOLD,
            "url": reverse("event_risk:event", args=[event.key]) if public else "",
            "visibility": Visibility.PUBLIC if public else Visibility.RESTRICTED,
            "sample": event.sample,
        },
    )


def is_public(event: Event, guarded: frozenset[str]) -> bool:
    """Whether everybody may know of which event it is told."""
    announced = event.published_at is not None and event.entrance == Entrance.OPEN
    return announced and event.country not in guarded


def source_of(event: Event) -> str:
    return f"{SOURCES}{event.uid}"


def _statements(stakeholders: QuerySet[Stakeholder], kind: str) -> Iterator[Statement]:
    guarded = protected_countries()
    found = funded(stakeholders).filter(released_at=None).select_related("event").order_by("pk")
    if kind == ENGAGED:
        found = found.exclude(engaged_at=None)
    for each in found:
        yield _statement(each, kind, guarded)


def _statement(stakeholder: Stakeholder, kind: str, guarded: frozenset[str]) -> Statement:
    event = stakeholder.event
    public = is_public(event, guarded)
    at = stakeholder.required_at if kind == REQUIRED or not stakeholder.engaged_at else stakeholder.engaged_at
    return Statement(
        kind,
        f"{event.key if public else event.uid}/{stakeholder.role}",
        at.date(),
        dimensions={"employer": stakeholder.employer},
        source=source_of(event),
        key=f"{source_of(event)}/{stakeholder.role}",
        visibility=None if public else Visibility.RESTRICTED,
    )
