"""A number in its parts, where parts can be told without anyone being found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from thriving.evidence.kinds import NOT_STATED
from thriving.evidence.measures import Condition, Point, Question, curves, evidence
from thriving.evidence.measures.conditions import column
from thriving.evidence.naming import property_title, value_title
from thriving.plan.standing.requirements import RequirementStanding
from thriving.ui.charts import Series

FEWEST = 2  # one part alone is the whole


@dataclass(frozen=True)
class Parts:
    """One series for each value of a dimension."""

    title: str
    series: tuple[Series, ...]
    may_overlap: bool  # what is told apart by subject may be in more than one part


def parts_of(requirement: RequirementStanding) -> list[Parts]:
    """By each dimension that the measure may be broken down by, for whoever sees it from day to day.

    Whoever sees people as they are published gets their parts as these are published: as tables.
    """
    question = requirement.asked.question
    if not requirement.number.live:
        return []
    found = {name: _values(requirement, name) for name in question.specification.breakdowns}
    asked = [(name, value) for name, values in found.items() if len(values) >= FEWEST for value in values]
    answers = curves([_part(question, *each) for each in asked], requirement.number.as_of) if asked else []
    told = dict(zip(asked, answers, strict=True))
    return [
        _parts(question, name, [(value, told[name, value].months) for value in values])
        for name, values in found.items()
        if len(values) >= FEWEST
    ]


def _values(requirement: RequirementStanding, name: str) -> list[str]:
    question = requirement.asked.question
    behind = evidence(question, requirement.number.as_of).order_by()
    stated = behind.annotate(stated=column(question.specification.known_as(name)))
    return sorted({value or NOT_STATED for value in stated.values_list("stated", flat=True).distinct()})


def _part(question: Question, name: str, value: str) -> Question:
    return question.with_filters([Condition(name, "in", (value,))])


def _parts(question: Question, name: str, answers: Sequence[tuple[str, tuple[Point, ...]]]) -> Parts:
    dimension = question.specification.dimension(name)
    series = [
        Series(value_title(dimension.name, value), points, aside=value == NOT_STATED)
        for value, points in answers
    ]
    overlap = question.specification.kind == "distinct"
    return Parts(property_title(dimension.name), tuple(series), overlap)
