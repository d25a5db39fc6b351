"""Which facts stand behind a question: the one place where both dates, the window and the conditions meet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, DateField, F, Q, QuerySet, When

from thriving.evidence.kinds import NOT_STATED
from thriving.evidence.measures.conditions import Condition, where
from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.measures.specification import SUBJECT, Side
from thriving.evidence.models import Fact

Facts = QuerySet[Fact, Any]
CURRENT = Q(superseded_number=None)  # the partial index holds exactly these


def known(number: int) -> Q:
    """The facts known at ``number``."""
    return Q(number__lte=number) & (CURRENT | Q(superseded_number__gt=number))


@dataclass(frozen=True)
class Behind:
    """The facts behind one question, as far as they are known."""

    question: Question
    as_of: AsOf
    known: Q

    def of_one_kind(self) -> Facts:
        (side,) = asked_sides(self.question)
        return Fact.objects.filter(self.known, kind=side.fact).filter(*self._in_time(), where(side.where))

    def of_both_sides(self) -> Facts:
        """For a ratio: each fact once, with the day on which it counts as reached, as required, or as both."""
        reached, required = asked_sides(self.question)
        facts = Fact.objects.filter(self.known, kind__in={reached.fact, required.fact}).filter(
            *self._in_time()
        )
        return facts.values("subject", reached_on=_day_if(reached), required_on=_day_if(required)).order_by()

    def by_side(self) -> list[QuerySet[Fact]]:
        facts = Fact.objects.filter(self.known).filter(*self._in_time())
        return [facts.filter(_on(side)) for side in asked_sides(self.question)]

    def listed(self) -> QuerySet[Fact]:
        sides = Q(pk__in=())
        for side in asked_sides(self.question):
            sides |= _on(side)
        return Fact.objects.filter(self.known).filter(*self._in_time()).filter(sides)

    def _in_time(self) -> list[Q]:
        since, until = self.question.since, self.question.last_day(self.as_of.on)
        return [Q(occurred_on__lte=until), *([Q(occurred_on__gte=since)] if since else [])]


def evidence(question: Question, as_of: AsOf) -> QuerySet[Fact]:
    """The records behind the number, newest first. Whoever shows them asks which ones the reader may open."""
    return Behind(question, as_of, known(as_of.number)).listed().order_by("-occurred_on", "-number")


def asked_sides(question: Question) -> tuple[Side, ...]:
    """The sides, without the facts that cannot count: those outside the named set, or without what is counted."""
    needed = _needed(question)
    return tuple(Side(side.fact, (*side.where, *needed)) for side in question.sides)


def _needed(question: Question) -> tuple[Condition, ...]:
    it = question.specification
    if it.pairing:
        return (Condition(it.pairing.dimension, "in", (it.pairing.before, it.pairing.after)),)
    if it.kind in {"coverage", "milestones"}:
        return (Condition(it.of, "in", tuple(m for m in question.members if m != NOT_STATED)),)
    if it.of != SUBJECT:
        return (Condition(it.of, "exists"),)
    return ()


def _on(side: Side) -> Q:
    return Q(kind=side.fact) & where(side.where)


def _day_if(side: Side) -> Case:
    return Case(When(_on(side), then=F("occurred_on")), output_field=DateField())
