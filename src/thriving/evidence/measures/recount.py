"""The same numbers by another way: row by row in plain Python, slow and simple, with nothing of the fast way.

Tests and ``thriving evidence check`` compare the two; a preview counts rows here that the ledger does not
have yet.
"""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from thriving.evidence.measures import monthly, numbers
from thriving.evidence.measures.conditions import holds, stated_by
from thriving.evidence.measures.facts import asked_sides
from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.measures.reading import Reading
from thriving.evidence.measures.regions import Line, placed
from thriving.evidence.measures.specification import Pairing, Side
from thriving.evidence.models import Fact

Sides = Sequence[Sequence[Line]]
Told = tuple[Decimal | None, tuple[Decimal, Decimal] | None]


def recount(question: Question, as_of: AsOf) -> Reading:
    if not question.sides:
        return monthly.reading(question, monthly.months_of([question], as_of), as_of.on)
    kinds = {side.fact for side in question.sides}
    facts = Fact.objects.filter(kind__in=kinds).order_by("number")
    return recount_lines(
        question, (fact for fact in facts.iterator() if _known(fact, as_of.number)), as_of.on
    )


def _known(fact: Fact, number: int) -> bool:
    return fact.number <= number and (fact.superseded_number is None or fact.superseded_number > number)


def recount_lines(question: Question, lines: Iterable[Line], on: date) -> Reading:
    """The reading of exactly these ``lines``, in the order in which they became known."""
    mine = list(_placed(question, (line for line in lines if _in_time(question, line, on))))
    sides = [[line for line in mine if _on(side, line)] for side in asked_sides(question)]
    return RECOUNTS[question.specification.kind](question, sides)


def _placed(question: Question, lines: Iterable[Line]) -> Iterable[Line]:
    regions = question.specification.regions
    return placed(lines, regions) if regions else lines


def _in_time(question: Question, line: Line, on: date) -> bool:
    since, until = question.since, question.until
    return (since or date.min) <= line.occurred_on <= min(on, until or date.max)


def _on(side: Side, line: Line) -> bool:
    return line.kind == side.fact and holds(side.where, line)


def _count(question: Question, sides: Sides) -> Reading:
    (lines,) = sides
    return _reading(question, Decimal(len(lines)), lines)


def _sum(question: Question, sides: Sides) -> Reading:
    (lines,) = sides
    return _reading(question, sum((line.value or Decimal(0) for line in lines), Decimal(0)), lines)


def _median(question: Question, sides: Sides) -> Reading:
    (lines,) = sides
    subjects = len({line.subject for line in lines})
    few = subjects < question.specification.minimum
    middle = statistics.median(Fraction(line.value or 0) for line in lines) if lines and not few else None
    return Reading(
        None if middle is None else numbers.decimal(middle),
        subjects=subjects,
        too_few=few and bool(lines),
        rows=len(lines),
        latest=_latest(lines),
    )


def _distinct(question: Question, sides: Sides) -> Reading:
    (lines,) = sides
    things = {stated_by(line, question.of) for line in lines}
    return _reading(question, Decimal(len(things)), lines, subjects=len(things))


def _ratio(_question: Question, sides: Sides) -> Reading:
    reached, required = ({line.subject for line in lines} for lines in sides)
    lines = {id(line): line for side in sides for line in side}.values()
    met = len(reached & required)
    return Reading(
        numbers.decimal(Fraction(met, len(required))) if required else None,
        numerator=met,
        denominator=len(required),
        subjects=len(required),
        unmatched=len(reached - required),
        rows=len(lines),
        latest=_latest(lines),
    )


def _coverage(question: Question, sides: Sides) -> Reading:
    (lines,) = sides
    days: dict[str, date | None] = dict.fromkeys(question.members)
    for line in lines:
        member = stated_by(line, question.of)
        days[member] = min(days[member] or date.max, line.occurred_on)
    reached = sum(day is not None for day in days.values())
    told = {"numerator": reached, "denominator": len(days), "subjects": reached, "members": days}
    return _reading(question, Decimal(reached), lines, **told)


def _stated(_question: Question, sides: Sides) -> Reading:
    (lines,) = sides
    newest = max(enumerate(lines), key=lambda each: (each[1].occurred_on, each[0]), default=None)
    return Reading(newest and newest[1].value, rows=len(lines), latest=_latest(lines))


def _change(question: Question, sides: Sides) -> Reading:
    (lines,) = sides
    pairing = question.specification.pairing
    assert pairing  # noqa: S101 -- parsing has made sure of it
    before, after = _means(lines, pairing, pairing.before), _means(lines, pairing, pairing.after)
    gains = [after[subject] - before[subject] for subject in before.keys() & after.keys()]
    sign = -1 if question.specification.direction == "decrease" else 1
    improved = sum(sign * gain > 0 and sign * gain >= pairing.improved_by for gain in gains)
    few = Reading(
        None,
        denominator=len(gains),
        subjects=len(gains),
        pairs=len(gains),
        unmatched=len(before.keys() ^ after.keys()),
        too_few=bool(gains),
        rows=len(lines),
        latest=_latest(lines),
    )
    if pairing.statistic != "improved_count" and len(gains) < max(pairing.minimum, 1):
        return few
    value, interval = _told(question, pairing, gains, improved)
    return replace(
        few,
        too_few=False,
        value=value,
        numerator=improved,
        improved=improved,
        mean_change=numbers.decimal(statistics.mean(gains)) if gains else None,
        low=interval and interval[0],
        high=interval and interval[1],
    )


def _told(question: Question, pairing: Pairing, gains: list[Fraction], improved: int) -> Told:
    if pairing.statistic == "improved_count":
        return (Decimal(improved) if gains or question.specification.empty_is_zero else None), None
    if pairing.statistic == "improved_share":
        return numbers.decimal(Fraction(improved, len(gains))), numbers.share_interval(improved, len(gains))
    return numbers.decimal(statistics.mean(gains)), _interval(gains)


def _interval(gains: list[Fraction]) -> tuple[Decimal, Decimal] | None:
    if len(gains) < numbers.LEAST_FOR_A_SPREAD:
        return None
    error = float(statistics.variance(gains) / len(gains)) ** 0.5
    half = Fraction(numbers.student_95(len(gains) - 1) * error)
    return numbers.decimal(statistics.mean(gains) - half), numbers.decimal(statistics.mean(gains) + half)


def _means(lines: Sequence[Line], pairing: Pairing, wave: str) -> dict[str, Fraction]:
    values: defaultdict[str, list[Fraction]] = defaultdict(list)
    for line in lines:
        if stated_by(line, pairing.dimension) == wave:
            values[line.subject].append(Fraction(line.value or 0))
    return {subject: statistics.mean(each) for subject, each in values.items()}


def _reading(question: Question, value: Decimal, lines: Sequence[Line], **told: Any) -> Reading:
    some = lines or question.specification.empty_is_zero
    return Reading(value if some else None, rows=len(lines), latest=_latest(lines), **told)


def _latest(lines: Iterable[Line]) -> date | None:
    return max((line.occurred_on for line in lines), default=None)


RECOUNTS: dict[str, Callable[[Question, Sides], Reading]] = {
    "count": _count,
    "sum": _sum,
    "median": _median,
    "distinct": _distinct,
    "ratio": _ratio,
    "change": _change,
    "coverage": _coverage,
    "milestones": _coverage,
    "stated": _stated,
}
