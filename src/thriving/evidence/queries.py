"""Numbers as their reader may see them. Permission changes the rows one may open, never the number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from thriving.evidence import ledger, releases
from thriving.evidence.asked import Asked
from thriving.evidence.measures import AsOf, Point, Reading, curves, evidence
from thriving.evidence.models import Fact, Release, Snapshot
from thriving.kernel import access, clock


@dataclass(frozen=True)
class Number:
    """A reading with the two dates that it speaks of, and where it was found.

    Neither live nor from a release: it counts people, and nothing that this reader may see is published yet.
    """

    asked: Asked
    reading: Reading
    on: date
    known_on: date
    known_number: int
    live: bool
    release: Release | None = None
    series: tuple[Point, ...] = ()
    digest: str = ""
    by_source: tuple[dict[str, Any], ...] = ()

    @property
    def as_of(self) -> AsOf:
        return AsOf(self.on, self.known_number)


def numbers_for(
    reader: Any, asked: Sequence[Asked], *, on: date | None = None, known: date | None = None
) -> list[Number]:
    """What ``reader`` sees for each question, in the same order."""
    on, known_on = on or clock.today(), known or clock.today()
    released = _released(_only_released(reader, asked), on, known_on)
    live = [each for each in asked if each.key not in released]
    found = dict(zip((each.key for each in live), _live(live, on, known_on), strict=True))
    return [released[each.key] if each.key in released else found[each.key] for each in asked]


def open_facts(reader: Any, asked: Asked, as_of: AsOf) -> QuerySet[Fact]:
    """The records behind a number that ``reader`` may open."""
    return access.within(reader, "open_fact", evidence(asked.question, as_of))


def releases_for(plan_key: str) -> QuerySet[Release]:
    """Newest first."""
    return Release.objects.filter(plan=plan_key).order_by("-published_at", "-pk")


def _only_released(reader: Any, asked: Sequence[Asked]) -> list[Asked]:
    if access.holds(reader, "see_live_people"):
        return []
    return [each for each in asked if each.question.about_people]


def _released(asked: Sequence[Asked], on: date, known_on: date) -> dict[tuple[int, str], Number]:
    """The newest published answer to each question that fits the two dates."""
    if not asked:
        return {}
    fitting = Snapshot.objects.filter(
        question_hash__in={each.question.hash for each in asked},
        version__in={each.version.pk for each in asked},
        release__on__lte=on,
        release__known_on__lte=known_on,
    ).select_related("release")
    newest: dict[tuple[int, str], Snapshot] = {}
    for snapshot in fitting.order_by("release__on", "release__known_number", "release__pk"):
        newest[snapshot.version_id, snapshot.question_hash] = snapshot
    unpublished = {each.key: Number(each, Reading(None), on, known_on, 0, live=False) for each in asked}
    return unpublished | {each.key: _from(each, newest[each.key]) for each in asked if each.key in newest}


def _from(asked: Asked, snapshot: Snapshot) -> Number:
    release = snapshot.release
    return Number(
        asked,
        Reading.from_json(snapshot.reading),
        release.on,
        release.known_on,
        release.known_number,
        live=False,
        release=release,
        series=releases.series_of(snapshot),
        digest=snapshot.digest,
        by_source=tuple(snapshot.by_source),
    )


def _live(asked: Sequence[Asked], on: date, known_on: date) -> Iterable[Number]:
    if not asked:
        return []
    as_of = AsOf(on, ledger.number_on(known_on))
    answers = curves([each.question for each in asked], as_of, "month")
    return [
        Number(each, reading, on, known_on, as_of.number, live=True, series=points)
        for each, (reading, points) in zip(asked, answers, strict=True)
    ]
