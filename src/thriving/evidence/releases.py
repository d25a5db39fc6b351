"""Releases: numbers fixed for everybody, each with its list's digest, so that a later touch would show."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.db.models import Count

from thriving.evidence import sources, withholding
from thriving.evidence.asked import Asked, specification_of
from thriving.evidence.disclosure.filtered import Decision, Telling
from thriving.evidence.measures import AsOf, Curve, Point, Question, Reading, curves, evidence
from thriving.evidence.measures.reading import plain
from thriving.evidence.measures.specification import Specification
from thriving.evidence.models import Release, Snapshot

MEAN_DECIMALS = 2


def snapshots(release: Release, asked: Sequence[Asked]) -> list[Snapshot]:
    when = as_of(release)
    answers = curves([each.question for each in asked], when)
    earlier, parts = told_earlier(asked), withholding.decisions(asked, when)
    return [
        _snapshot(release, each, curve, earlier)
        if each.key not in parts
        else _snapshot_of_part(release, each, curve, earlier, parts[each.key])
        for each, curve in zip(asked, answers, strict=True)
    ]


def _snapshot(release: Release, each: Asked, curve: Curve, earlier: sources.Earlier) -> Snapshot:
    when, salt = as_of(release), _new_salt(each.question)
    return Snapshot(
        release=release,
        version=each.version,
        question=each.question.as_json(),
        question_hash=each.question.hash,
        reading=_reading(each.question, curve.reading, when),
        by_source=sources.as_json(sources.rows(each.question, when, earlier)),
        series=[[point.on.isoformat(), plain(point.value)] for point in curve.months],
        digest=sealed(digest(each.question, when), salt),
        salt=salt,
    )


def _snapshot_of_part(
    release: Release, each: Asked, curve: Curve, earlier: sources.Earlier, said: Decision
) -> Snapshot:
    """Of some of a measure's people: told, told again as it was, or withheld.

    Its months are those in which it was told. What it was before, counted now, would tell what was withheld.
    """
    before = list(_told_before(each))
    series = [[snapshot.release.on.isoformat(), snapshot.reading.get("value")] for snapshot in before]
    if said.telling is Telling.EXACT:
        snapshot = _snapshot(release, each, curve, earlier)
        snapshot.series = [*series, [release.on.isoformat(), snapshot.reading.get("value")]]
        return snapshot
    newest = before[-1] if said.telling is Telling.STANDING and before else None
    salt = _new_salt(each.question)
    return Snapshot(
        release=release,
        version=each.version,
        question=each.question.as_json(),
        question_hash=each.question.hash,
        reading=_said_again(newest) if newest else _withheld(each),
        by_source=newest.by_source if newest else [],
        series=series if newest else [],
        digest=sealed(digest(each.question, as_of(release)), salt),
        salt=salt,
    )


def _told_before(each: Asked) -> Iterator[Snapshot]:
    """Oldest first, without those that were withheld."""
    kept = Snapshot.objects.filter(version__measure=each.version.measure_id, question_hash=each.question.hash)
    for snapshot in kept.select_related("release").order_by("release__pk"):
        if withholding.FEWER_THAN not in snapshot.reading:
            yield snapshot


def _said_again(before: Snapshot) -> dict[str, Any]:
    return {withholding.COUNTED_ON: before.release.on.isoformat(), **before.reading}


def _withheld(each: Asked) -> dict[str, Any]:
    return {withholding.FEWER_THAN: withholding.least_of(each.question)}


def _new_salt(question: Question) -> str:
    return secrets.token_hex(32) if question.about_people else ""


def sealed(hashed: str, salt: str) -> str:
    """Keyed where it is of people: numbers in the ledger are in order, so lists of few could be tried.

    The salt is another each time, for by a digest that stays everybody would see that nobody came or left.
    """
    return hmac.new(bytes.fromhex(salt), hashed.encode(), sha256).hexdigest() if salt else hashed


def _reading(question: Question, reading: Reading, as_of: AsOf) -> dict[str, Any]:
    told = _rounded(question, reading)
    return replace(told, rows_by_visibility=rows_by_visibility(question, as_of)).as_json()


def _rounded(question: Question, reading: Reading) -> Reading:
    """From an exact mean, times the pairs, the sum of everybody's change follows; and from two, one's own."""
    names = _exact_in(question.specification) if question.about_people else ()
    exact = {name: getattr(reading, name) for name in names}
    return replace(reading, **{name: each and round(each, MEAN_DECIMALS) for name, each in exact.items()})


def _exact_in(it: Specification) -> tuple[str, ...]:
    """What would tell what single people said, were it not rounded."""
    if it.kind == "median":
        return ("value",)
    if it.pairing is None:
        return ()
    told = ("value", "low", "high") if it.pairing.statistic == "mean_change" else ()
    return ("mean_change", *told)


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
    if snapshot.digest != sealed(digest(question, when), snapshot.salt):
        return False
    if not {withholding.FEWER_THAN, withholding.COUNTED_ON}.isdisjoint(snapshot.reading):
        return True
    return snapshot.reading == _reading(question, curve.reading, when) and (
        withholding.narrows(question)
        or withholding.told_alone(question)
        or series_of(snapshot) == curve.months
    )


def question_of(snapshot: Snapshot) -> Question:
    return Question.from_json(specification_of(snapshot.version), snapshot.question)


def series_of(snapshot: Snapshot) -> tuple[Point, ...]:
    return tuple(
        Point(date.fromisoformat(on), None if value is None else Decimal(value))
        for on, value in snapshot.series
    )
