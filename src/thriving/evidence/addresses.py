"""The address of the records behind a number: the whole question stands in it, to be passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from thriving.evidence.kinds import COLUMNS
from thriving.evidence.measures import Condition, Question, Specification
from thriving.evidence.measures.conditions import OPERATORS
from thriving.evidence.models import MeasureVersion

if TYPE_CHECKING:
    from thriving.evidence.asked import Asked

_WITH_VALUES = ("in", "not_in")
_PARTS = 3  # dimension:operator:values


def evidence_url(asked: Asked, on: date | None = None, known: date | None = None) -> str:
    """Where the records behind ``asked`` are, by default as they are known today."""
    pairs = [*_question_pairs(asked.question), ("version", str(asked.version.number))]
    pairs += [(name, day.isoformat()) for name, day in (("on", on), ("known", known)) if day]
    return f"{reverse('evidence:records', args=[asked.version.measure.key])}?{urlencode(pairs, safe=':,')}"


def measure_url(version: MeasureVersion) -> str:
    """How the number is counted."""
    return f"{reverse('evidence:measure', args=[version.measure.key])}?version={version.number}"


def question_of(specification: Specification, said: Mapping[str, Any]) -> Question:
    """The question that an address asks. Raises BadRequest, with a sentence, for one that cannot be asked."""
    question = Question(
        specification,
        filters=tuple(_condition(part, specification) for part in said["where"]),
        since=said["since"],
        until=said["until"],
        members=tuple(member for part in said["members"] for member in part.split(",") if member),
    )
    if question.since and question.until and question.since > question.until:
        raise BadRequest(_("The first day of this question lies after its last."))
    return question


def condition_in_address(condition: Condition) -> str:
    parts = [condition.dimension, condition.operator]
    return ":".join([*parts, ",".join(condition.values)] if condition.operator in _WITH_VALUES else parts)


def _question_pairs(question: Question) -> Iterator[tuple[str, str]]:
    for condition in question.filters:
        yield "where", condition_in_address(condition)
    if question.members:
        yield "members", ",".join(question.members)
    for name, day in (("since", question.since), ("until", question.until)):
        if day:
            yield name, day.isoformat()


def _condition(part: str, specification: Specification) -> Condition:
    dimension, operator, values = [*part.split(":", _PARTS - 1), "", ""][:_PARTS]
    if operator not in OPERATORS or (operator in _WITH_VALUES) != bool(values):
        raise BadRequest(
            _("“%(part)s” is no filter. A filter is written like region:in:south-asia,europe.")
            % {"part": part[:200]}
        )
    if dimension not in filterable(specification):
        raise BadRequest(_("These records have no “%(name)s”.") % {"name": dimension[:100]})
    return Condition.of([dimension, operator, *([values.split(",")] if values else [])])


def filterable(specification: Specification) -> list[str]:
    """What an address may filter by: what the records of every side have."""
    named = [set(specification.seen(side.fact).named) for side in specification.sides]
    return sorted(_in_all(named) | COLUMNS) if named else []


def _in_all(sets: Iterable[set[str]]) -> set[str]:
    first, *others = sets
    return first.intersection(*others)
