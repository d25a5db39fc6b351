"""Whose tables hang together: those that divide the same people."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thriving.evidence.asked import specification_of
from thriving.evidence.measures import Question
from thriving.evidence.models import TableRelease, TableSpecification


def question_of(table: TableSpecification) -> Question:
    return Question.from_json(specification_of(table.version), table.question)


def overlapping(question: Question) -> list[TableSpecification]:
    """Tables that divide another number, some of whose records may be those of ``question``.

    What was published once stays known, in use or not.
    """
    others = _known().exclude(question_hash=question.hash)
    return [table for table in others.select_related("version") if _meet(question, question_of(table))]


def dividing(question_hash: str) -> list[TableSpecification]:
    """Tables of these very people, in use or published once."""
    return list(_known().filter(question_hash=question_hash))


def _known() -> QuerySet[TableSpecification]:
    told = Q(state__in=("proposed", "approved")) | Q(releases__outcome="published")
    return TableSpecification.objects.filter(told).distinct()


def _meet(one: Question, other: Question) -> bool:
    facts = [{side.fact for side in each.sides} for each in (one, other)]
    return bool(facts[0] & facts[1]) and _at_the_same_time(one, other)


def _at_the_same_time(one: Question, other: Question) -> bool:
    apart = any(
        first.until and second.since and first.until < second.since
        for first, second in ((one, other), (other, one))
    )
    return not apart


def releases_about(question_hash: str) -> QuerySet[TableRelease]:
    """Whatever was told of these people by tables, in the order in which it was."""
    told = TableRelease.objects.filter(specification__question_hash=question_hash)
    return told.select_related("specification").order_by("on", "pk")
