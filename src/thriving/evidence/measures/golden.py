"""A measure's own example: with these few records, on this day, the answer is this."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Self

from django.utils.translation import gettext as _

from thriving.evidence import statements
from thriving.evidence.measures.numbers import MILLIONTH
from thriving.evidence.measures.question import Question
from thriving.evidence.measures.recount import recount_lines
from thriving.evidence.measures.specification import Specification

WORDS = {"facts", "on", "value", "filters", "members", "since", "until"}
EXEMPT = {"subject", "natural_key"}  # an example may call its people a and b


@dataclass(frozen=True)
class Line:
    """A record of an example."""

    kind: str
    subject: str
    occurred_on: date
    value: Decimal | None = None
    dimensions: Mapping[str, str] = field(default_factory=dict)
    source: str = ""

    @classmethod
    def read(cls, said: Mapping[str, Any], kind: str) -> Self:
        value = said.get("value")
        return cls(
            kind=str(said.get("kind", kind)),
            subject=str(said["subject"]),
            occurred_on=day(said["occurred_on"]),
            value=None if value is None else Decimal(str(value)),
            dimensions=dict(said.get("dimensions", {})),
            source=str(said.get("source", "")),
        )


@dataclass(frozen=True)
class Example:
    question: Question
    lines: tuple[Line, ...]
    on: date
    value: Decimal | None

    @classmethod
    def read(cls, it: Specification) -> Self:
        said, kind = it.golden, it.sides[0].fact
        value = said.get("value")
        return cls(
            question=Question.from_json(it, said),
            lines=tuple(Line.read(each, kind) for each in said["facts"]),
            on=day(said["on"]),
            value=None if value is None else Decimal(str(value)),
        )


def problems(it: Specification) -> list[str]:
    """What is wrong with the example of ``it``; a measure of records of ours must carry one."""
    if not it.sides:
        return []
    if not it.golden:
        return [_("The definition has no example: give a few records and the value that they make.")]
    if unknown := sorted(set(it.golden) - WORDS):
        return [_("An example has no “%(word)s”.") % {"word": word} for word in unknown]
    try:
        example = Example.read(it)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        return [_("The example cannot be read: %(error)s.") % {"error": error}]
    return [*_unsound(example)] or [*_otherwise(example)]


def _unsound(example: Example) -> Iterator[str]:
    if not example.lines:
        yield _("The example has no records.")
    for place, line in enumerate(example.lines, start=1):
        for name, sentence in _problems(line):
            if name not in EXEMPT:
                yield _("Record %(place)s of the example: %(problem)s") % {
                    "place": place,
                    "problem": sentence,
                }


def _problems(line: Line) -> list[statements.Problem]:
    said = statements.Statement(
        line.kind, line.subject, line.occurred_on, line.value, line.dimensions, line.source
    )
    return statements.problems(said)


def _otherwise(example: Example) -> Iterator[str]:
    found = recount_lines(example.question, example.lines, example.on).value
    if _rounded(found) != _rounded(example.value):
        yield _("The example says %(said)s, but its records make %(found)s.") % {
            "said": _told(example.value),
            "found": _told(found),
        }


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(MILLIONTH)


def _told(value: Decimal | None) -> str:
    return _("no case") if value is None else f"{value.normalize():f}"


def day(said: Any) -> date:
    return said if isinstance(said, date) else date.fromisoformat(said)
