"""Whose tables hang together: those that divide the same people."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thriving.evidence.asked import specification_of
from thriving.evidence.in_use import every_place
from thriving.evidence.measures import Question
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.withholding import meet, narrows, parts_told


def question_of(table: TableSpecification) -> Question:
    return Question.from_json(specification_of(table.version), table.question)


def overlapping(question: Question) -> list[TableSpecification]:
    """Tables that divide another number, some of whose records may be those of ``question``.

    What was published once stays known, in use or not.
    """
    others = _known().exclude(question_hash=question.hash)
    return [table for table in others.select_related("version") if meet(question, question_of(table))]


def told_by_filters_in_words() -> str:
    return _(
        "A plan asks for a part of these people by a filter, or did. From such a part and a table together "
        "people could be found, so these are not told by tables."
    )


def dividing(question_hash: str) -> list[TableSpecification]:
    """Tables of these very people, in use or published once."""
    return list(_known().filter(question_hash=question_hash))


def _known() -> QuerySet[TableSpecification]:
    told = Q(state__in=("proposed", "approved")) | Q(releases__outcome="published")
    return TableSpecification.objects.filter(told).distinct()


def told_by_filters(question: Question) -> bool:
    """Whether parts of these people were ever told by numbers of their own, or a plan asks for some now."""
    asked = (each.asked.question for each in every_place())
    return parts_told(question) or any(narrows(each) and meet(each, question) for each in asked)


def releases_about(question_hash: str) -> QuerySet[TableRelease]:
    """Whatever was told of these people by tables, in the order in which it was."""
    told = TableRelease.objects.filter(specification__question_hash=question_hash)
    return told.select_related("specification").order_by("on", "pk")
