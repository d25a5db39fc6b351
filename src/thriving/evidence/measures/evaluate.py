"""Questions to readings and curves: all of them in one look at the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from thriving.evidence import ledger
from thriving.evidence.measures import monthly, steps
from thriving.evidence.measures.counting import COUNTERS, Counter
from thriving.evidence.measures.facts import CURRENT, Behind, known
from thriving.evidence.measures.monthly import Months
from thriving.evidence.measures.question import AsOf, Question
from thriving.evidence.measures.reading import Point, Reading
from thriving.evidence.measures.steps import Step
from thriving.evidence.measures.tally import Row, Scan, run


class Curve(NamedTuple):
    """A reading, and the way to it."""

    reading: Reading
    points: tuple[Point, ...]


def evaluate(question: Question, as_of: AsOf) -> Reading:
    return evaluate_many([question], as_of)[0]


def evaluate_many(questions: Sequence[Question], as_of: AsOf) -> list[Reading]:
    lines = _lines(questions, as_of, by_day=False)
    months = monthly.months_of(questions, as_of)
    return [
        _counted(question, rows) if question.sides else _read(question, months, as_of.on)
        for question, rows in zip(questions, lines, strict=True)
    ]


def series(question: Question, as_of: AsOf, step: Step = "month") -> tuple[Point, ...]:
    return series_many([question], as_of, step)[0]


def series_many(questions: Sequence[Question], as_of: AsOf, step: Step = "month") -> list[tuple[Point, ...]]:
    return [curve.points for curve in curves(questions, as_of, step)]


def curves(questions: Sequence[Question], as_of: AsOf, step: Step = "month") -> list[Curve]:
    """Readings together with their series: the facts are read once for both."""
    lines = _lines(questions, as_of, by_day=True)
    months = monthly.months_of(questions, as_of)
    return [
        _curve(question, rows, as_of.on, step) if question.sides else _monthly(question, months, as_of.on)
        for question, rows in zip(questions, lines, strict=True)
    ]


def _lines(questions: Sequence[Question], as_of: AsOf, *, by_day: bool) -> list[list[Row]]:
    if not any(question.sides for question in questions):
        return [[] for _question in questions]
    if ledger.position() <= as_of.number:
        # What stands now is found by a smaller index than what was known at some number.
        answers, seen = run(_scans(questions, as_of, by_day=by_day, now=True))
        if seen <= as_of.number:
            return [answers[place] for place in range(len(questions))]
        # Somebody has stated something in between: what stands now is no longer what was asked.
    answers, _seen = run(_scans(questions, as_of, by_day=by_day, now=False))
    return [answers[place] for place in range(len(questions))]


def _scans(questions: Sequence[Question], as_of: AsOf, *, by_day: bool, now: bool) -> list[Scan | None]:
    when = CURRENT if now else known(as_of.number)
    return [
        _counter(question).scan(Behind(question, as_of, when), by_day=by_day) if question.sides else None
        for question in questions
    ]


def _counter(question: Question) -> type[Counter]:
    return COUNTERS[question.specification.kind]


def _counted(question: Question, rows: Sequence[Row]) -> Reading:
    counter = _counter(question)(question)
    for row in counter.in_order(rows):
        counter.add(row)
    return counter.reading()


def _curve(question: Question, rows: Sequence[Row], on: date, step: Step) -> Curve:
    counter = _counter(question)(question)
    waiting = counter.in_order(rows)[::-1]
    first = question.since or (waiting[-1].day if waiting else None) or on
    points = []
    for day in steps.days(step, first, question.last_day(on)):
        while waiting and (waiting[-1].day or day) <= day:
            counter.add(waiting.pop())
        points.append(Point(day, counter.reading().value))
    return Curve(counter.reading(), tuple(points))


def _read(question: Question, months: dict[str, Months], on: date) -> Reading:
    return monthly.reading(question, months.get(question.specification.indicator, []), on)


def _monthly(question: Question, months: dict[str, Months], on: date) -> Curve:
    mine = months.get(question.specification.indicator, [])
    return Curve(monthly.reading(question, mine, on), monthly.points(question, mine, on))
