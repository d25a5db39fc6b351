"""Which facts stand behind a question: the one place where both dates, the window and the conditions meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from thriving.evidence.kinds import NOT_STATED
from thriving.evidence.measures.conditions import Condition, where
from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.measures.specification import SUBJECT, Side, Specification
from thriving.evidence.models import Fact

Selected = Sequence[QuerySet[Fact, Any]]


def known(number: int) -> Q:
    """The facts known at ``number``: not closed by then."""
    return Q(number__lte=number) & (Q(superseded_number=None) | Q(superseded_number__gt=number))


def known_in_parts(number: int) -> tuple[Q, Q]:
    """The same as two parts without a fact in common: each has an index, which an OR would not use."""
    numbered = Q(number__lte=number)
    return numbered & Q(superseded_number=None), numbered & Q(superseded_number__gt=number)


@dataclass(frozen=True)
class Behind:
    """The facts behind one question on two dates. ``now``: as far as facts stand, whatever the number."""

    question: Question
    as_of: AsOf
    now: bool = False

    def of_side(self, side: Side, *fields: str, **computed: Any) -> Selected:
        return [
            facts.filter(where(side.where), kind=side.fact).values(*fields, **computed)
            for facts in self._parts()
        ]

    def of_one_side(self, *fields: str, **computed: Any) -> Selected:
        (side,) = asked_sides(self.question)
        return self.of_side(side, *fields, **computed)

    def by_side(self) -> list[QuerySet[Fact]]:
        facts = Fact.objects.filter(known(self.as_of.number), self._in_time())
        return [facts.filter(on_side(side)) for side in asked_sides(self.question)]

    def listed(self) -> QuerySet[Fact]:
        sides = Q(pk__in=())
        for side in asked_sides(self.question):
            sides |= on_side(side)
        return Fact.objects.filter(known(self.as_of.number), self._in_time()).filter(sides)

    def _parts(self) -> Selected:
        parts = (Q(superseded_number=None),) if self.now else known_in_parts(self.as_of.number)
        return [Fact.objects.filter(part, self._in_time()).order_by() for part in parts]

    def _in_time(self) -> Q:
        since = self.question.since
        by_then = Q(occurred_on__lte=self.question.last_day(self.as_of.on))
        return by_then & Q(occurred_on__gte=since) if since else by_then


def evidence(question: Question, as_of: AsOf) -> QuerySet[Fact]:
    """The records behind the number, newest first. Whoever shows them asks which ones the reader may open."""
    return Behind(question, as_of).listed().order_by("-occurred_on", "-number")


def all_facts(specification: Specification, as_of: AsOf) -> QuerySet[Fact]:
    """Whatever the measure could count by then, before anybody narrows it."""
    sides = Q(pk__in=())
    for side in Question(specification).sides:
        sides |= on_side(side)
    return Fact.objects.filter(known(as_of.number), sides, occurred_on__lte=as_of.on)


def asked_sides(question: Question) -> tuple[Side, ...]:
    """The sides, without what cannot count: facts outside the named set, or without what is counted."""
    needed = _needed(question)
    return tuple(Side(side.fact, (*side.where, *needed)) for side in question.sides)


def _needed(question: Question) -> tuple[Condition, ...]:
    it = question.specification
    if it.pairing:
        return (Condition(it.pairing.dimension, "in", (it.pairing.before, it.pairing.after)),)
    if it.kind in {"coverage", "milestones"}:
        return (Condition(question.of, "in", tuple(m for m in question.members if m != NOT_STATED)),)
    if it.of != SUBJECT:
        return (Condition(question.of, "exists"),)
    return ()


def on_side(side: Side) -> Q:
    return Q(kind=side.fact) & where(side.where)
