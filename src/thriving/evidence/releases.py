"""Releases: numbers fixed for everybody, each with its list's digest, so that a later touch would show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import Count

from thriving.evidence import sources
from thriving.evidence.asked import Asked, specification_of
from thriving.evidence.measures import AsOf, Curve, Point, Question, Reading, curves, evidence
from thriving.evidence.measures.reading import plain
from thriving.evidence.models import Release, Snapshot


def snapshots(release: Release, asked: Sequence[Asked]) -> list[Snapshot]:
    when = as_of(release)
    answers = curves([each.question for each in asked], when)
    earlier = told_earlier(asked)
    return [
        Snapshot(
            release=release,
            version=each.version,
            question=each.question.as_json(),
            question_hash=each.question.hash,
            reading=_reading(each.question, curve.reading, when),
            by_source=sources.as_json(sources.rows(each.question, when, earlier)),
            series=[[point.on.isoformat(), plain(point.value)] for point in curve.months],
            digest=digest(each.question, when),
        )
        for each, curve in zip(asked, answers, strict=True)
    ]


def _reading(question: Question, reading: Reading, as_of: AsOf) -> dict[str, Any]:
    return replace(reading, rows_by_visibility=rows_by_visibility(question, as_of)).as_json()


def told_earlier(asked: Sequence[Asked]) -> sources.Earlier:
    """What was published of people by source, if any of ``asked`` counts people."""
    if not any(each.question.about_people for each in asked):
        return sources.Earlier()
    kept = Snapshot.objects.exclude(by_source=[]).select_related("version", "release").order_by("pk")
    return sources.Earlier([_told(snapshot) for snapshot in kept])


def _told(snapshot: Snapshot) -> sources.Told:
    return sources.Told(question_of(snapshot), as_of(snapshot.release), sources.from_json(snapshot.by_source))


def as_of(release: Release) -> AsOf:
    return AsOf(release.on, release.known_number)


def digest(question: Question, as_of: AsOf) -> str:
    """A hash over the numbers and values of the records behind a question: no names, no words."""
    behind = evidence(question, as_of).order_by("number").values_list("number", "value")
    hashed = sha256()
    for number, value in behind.iterator(10_000):
        hashed.update(f"{number} {'' if value is None else f'{value:.6f}'}\n".encode())
    return hashed.hexdigest()


def rows_by_visibility(question: Question, as_of: AsOf) -> dict[str, int]:
    counted = evidence(question, as_of).order_by().values("visibility").annotate(rows=Count("pk"))
    return {each["visibility"]: each["rows"] for each in counted}


def verify(release: Release) -> list[str]:
    """The measures whose numbers, recomputed from the ledger as known then, are not those published."""
    kept = list(release.snapshots.select_related("version__measure").order_by("pk"))
    questions = [question_of(snapshot) for snapshot in kept]
    answers = curves(questions, as_of(release))
    return [
        snapshot.version.measure.key
        for snapshot, question, curve in zip(kept, questions, answers, strict=True)
        if not _same(snapshot, question, curve, as_of(release))
    ]


def _same(snapshot: Snapshot, question: Question, curve: Curve, when: AsOf) -> bool:
    return (
        snapshot.reading == _reading(question, curve.reading, when)
        and series_of(snapshot) == curve.months
        and snapshot.digest == digest(question, when)
    )


def question_of(snapshot: Snapshot) -> Question:
    return Question.from_json(specification_of(snapshot.version), snapshot.question)


def series_of(snapshot: Snapshot) -> tuple[Point, ...]:
    return tuple(
        Point(date.fromisoformat(on), None if value is None else Decimal(value))
        for on, value in snapshot.series
    )
