"""Questions to readings and curves: all of them in one look at the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from thriving.evidence import ledger
from thriving.evidence.measures import monthly, steps
from thriving.evidence.measures.counting import COUNTERS, Counter
from thriving.evidence.measures.facts import Behind
from thriving.evidence.measures.monthly import Months
from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.measures.reading import Point, Reading
from thriving.evidence.measures.steps import Step
from thriving.evidence.measures.tally import Row, Scan, run


class Curve(NamedTuple):
    """A reading, and the way to it: at the ends of months, and week by week back from its day."""

    reading: Reading
    months: tuple[Point, ...]
    weeks: tuple[Point, ...]


def evaluate(question: Question, as_of: AsOf) -> Reading:
    return evaluate_many([question], as_of)[0]


def evaluate_many(questions: Sequence[Question], as_of: AsOf) -> list[Reading]:
    """What each question answers. The newest record's day is told only with a curve."""
    lines = _lines(questions, as_of, by_day=False)
    months = monthly.months_of(questions, as_of)
    return [
        _counted(question, rows) if question.sides else monthly.reading(question, months, as_of.on)
        for question, rows in zip(questions, lines, strict=True)
    ]


def series(question: Question, as_of: AsOf, step: Step = "month") -> tuple[Point, ...]:
    return series_many([question], as_of, step)[0]


def series_many(questions: Sequence[Question], as_of: AsOf, step: Step = "month") -> list[tuple[Point, ...]]:
    return [curve.weeks if step == "week" else curve.months for curve in curves(questions, as_of)]


def curves(questions: Sequence[Question], as_of: AsOf, *, newest: bool | None = None) -> list[Curve]:
    """Readings together with their series: the facts are read once for both.

    ``newest``: whether ``as_of`` has the ledger's newest number, where the caller has just asked for it.
    """
    lines = _lines(questions, as_of, by_day=True, newest=newest)
    months = monthly.months_of(questions, as_of)
    return [
        _curve(question, rows, as_of.on) if question.sides else _monthly(question, months, as_of.on)
        for question, rows in zip(questions, lines, strict=True)
    ]


def _lines(
    questions: Sequence[Question], as_of: AsOf, *, by_day: bool, newest: bool | None = None
) -> list[list[Row]]:
    if not any(question.sides for question in questions):
        return [[] for _question in questions]
    if ledger.position() <= as_of.number if newest is None else newest:
        # What stands now takes half the work of what was known at some number.
        lines, position = run(_scans(questions, as_of, by_day=by_day, now=True))
        if position <= as_of.number:
            return lines
        # Somebody has stated something in between: what stands is no longer what was asked.
    return run(_scans(questions, as_of, by_day=by_day, now=False))[0]


def _scans(questions: Sequence[Question], as_of: AsOf, *, by_day: bool, now: bool) -> list[Scan | None]:
    return [
        _counter(question).scan(Behind(question, as_of, now), by_day=by_day) if question.sides else None
        for question in questions
    ]


def _counter(question: Question) -> type[Counter]:
    return COUNTERS[question.specification.kind]


def _counted(question: Question, rows: Sequence[Row]) -> Reading:
    counter = _counter(question)(question)
    for row in counter.in_order(rows):
        counter.add(row)
    # Most kinds do not read the days here, which costs a fourth of the time; so none tells the newest.
    return replace(counter.reading(), latest=None)


def _curve(question: Question, rows: Sequence[Row], on: date) -> Curve:
    counter = _counter(question)(question)
    waiting = counter.in_order(rows)[::-1]
    first = question.since or (waiting[-1].day if waiting else None) or on
    last = question.last_day(on)
    months, weeks = steps.days("month", first, last), steps.days("week", first, last)
    values = {}
    for day in sorted({*months, *weeks}):
        while waiting and (waiting[-1].day or day) <= day:
            counter.add(waiting.pop())
        values[day] = counter.reading().value
    points = [tuple(Point(day, values[day]) for day in days) for days in (months, weeks)]
    return Curve(counter.reading(), *points)


def _monthly(question: Question, months: Mapping[str, Months], on: date) -> Curve:
    return Curve(monthly.reading(question, months, on), monthly.points(question, months, on), ())
