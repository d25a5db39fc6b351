"""What was expected of an event's risks, beside how they turned out."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from thriving.programs.events.models import Event
from thriving.safety.event_risk.matrix import LOW, MATRICES, NEWEST, Domain, Level
from thriving.safety.event_risk.models import Debrief
from thriving.safety.event_risk.queries import assessments


@dataclass(frozen=True)
class Compared:
    """One domain: the level that was to remain, and the one that is said of it now."""

    title: str | Promise
    expected: int
    turned_out: int

    @property
    def expected_words(self) -> str | Promise:
        return Level(self.expected).label

    @property
    def turned_out_words(self) -> str | Promise:
        return Level(self.turned_out).label

    @property
    def was_worse(self) -> bool:
        return self.turned_out > self.expected


def expected(event: Event) -> dict[str, int]:
    """By domain, the greatest level that was to remain; where nothing was found, low."""
    current = assessments.current(event)
    found = assessments.levels(assessments.risks_of(current)) if current else []
    return {**dict.fromkeys(Domain.values, LOW), **{each.domain: each.residual for each in found}}


def compared(event: Event, debrief: Debrief) -> list[Compared]:
    matrix, before = MATRICES[NEWEST], expected(event)
    return [
        Compared(Domain(domain).label, before[domain], matrix.level(domain, *debrief.levels[domain]))
        for domain in Domain.values
    ]
