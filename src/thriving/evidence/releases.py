"""Releases: numbers fixed for everybody, each with its list's digest, so that a later touch would show."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.db.models import Count

from thriving.evidence import sources
from thriving.evidence.asked import Asked, specification_of
from thriving.evidence.measures import AsOf, Point, Question, Reading, curves, evidence
from thriving.evidence.measures.reading import _plain
from thriving.evidence.models import Release, Snapshot


def snapshots(release: Release, asked: Sequence[Asked], as_of: AsOf) -> list[Snapshot]:
    answers = curves([each.question for each in asked], as_of)
    return [
        Snapshot(
            release=release,
            version=each.version,
            question=each.question.as_json(),
            question_hash=each.question.hash,
            reading={
                **curve.reading.as_json(),
                "rows_by_visibility": rows_by_visibility(each.question, as_of),
            },
            by_source=sources.published(each.question, as_of),
            series=[[point.on.isoformat(), _plain(point.value)] for point in curve.months],
            digest=digest(each.question, as_of),
        )
        for each, curve in zip(asked, answers, strict=True)
    ]


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
    kept = list(release.snapshots.select_related("version__measure"))
    as_of = AsOf(release.on, release.known_number)
    questions = [question_of(snapshot) for snapshot in kept]
    readings = [curve.reading for curve in curves(questions, as_of)]
    return [
        snapshot.version.measure.key
        for snapshot, question, reading in zip(kept, questions, readings, strict=True)
        if not _same(snapshot, question, reading, as_of)
    ]


def _same(snapshot: Snapshot, question: Question, reading: Reading, as_of: AsOf) -> bool:
    published = {name: value for name, value in snapshot.reading.items() if name != "rows_by_visibility"}
    return published == reading.as_json() and snapshot.digest == digest(question, as_of)


def question_of(snapshot: Snapshot) -> Question:
    return Question.from_json(specification_of(snapshot.version), snapshot.question)


def series_of(snapshot: Snapshot) -> tuple[Point, ...]:
    return tuple(
        Point(date.fromisoformat(on), None if value is None else Decimal(value))
        for on, value in snapshot.series
    )
