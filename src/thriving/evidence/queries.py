"""Numbers as their reader may see them. Permission changes the rows one may open, never the number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from thriving.evidence import ledger, releases
from thriving.evidence.asked import Asked
from thriving.evidence.measures import AsOf, Point, Reading, curves, evidence
from thriving.evidence.models import Fact, Ledger, Release, Snapshot
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
    series: tuple[Point, ...] = ()  # at the ends of months, then on its day
    weeks: tuple[Point, ...] = ()  # back from its day; never of people, who are not told from week to week
    digest: str = ""
    by_source: tuple[dict[str, Any], ...] = ()

    @property
    def as_of(self) -> AsOf:
        return AsOf(self.on, self.known_number)


Key = tuple[int, str]


def numbers_for(
    reader: Any, asked: Sequence[Asked], *, on: date | None = None, known: date | None = None
) -> list[Number]:
    """What ``reader`` sees for each question, in the same order.

    A day that is not asked for is today, in every respect: the same two dates give the same number, however
    they were asked.
    """
    on, known = on or clock.today(), known or clock.today()
    of_people = [each for each in asked if each.question.about_people]
    told = _published(of_people, on, known, exactly=access.holds(reader, "see_live_people"))
    live = [each for each in asked if each.key not in told]
    told |= {number.asked.key: number for number in _live(live, on, known)}
    return [told[each.key] for each in asked]


def open_facts(reader: Any, asked: Asked, as_of: AsOf) -> QuerySet[Fact]:
    """The records behind a number that ``reader`` may open."""
    return access.within(reader, "open_fact", evidence(asked.question, as_of))


def releases_for(plan_key: str) -> QuerySet[Release]:
    """Newest first."""
    return Release.objects.filter(plan=plan_key).order_by("-published_at", "-pk")


def _published(asked: Sequence[Asked], on: date, known: date, *, exactly: bool) -> dict[Key, Number]:
    """The newest published answers that fit the two dates.

    ``exactly`` is for those who see live numbers: where a release has the very dates that they ask for, they
    see what everybody sees, and anything else live.
    """
    if not asked:
        return {}
    dates = (
        Q(release__on=on, release__known_on=known)
        if exactly
        else Q(release__on__lte=on, release__known_on__lte=known)
    )
    newest = _newest(asked, dates)
    unpublished = (
        {} if exactly else {each.key: Number(each, Reading(None), on, known, 0, live=False) for each in asked}
    )
    return unpublished | {each.key: _from(each, newest[each.key]) for each in asked if each.key in newest}


def _newest(asked: Sequence[Asked], dates: Q) -> dict[Key, Snapshot]:
    fitting = Snapshot.objects.filter(
        dates,
        question_hash__in={each.question.hash for each in asked},
        version__measure__in={each.version.measure_id for each in asked},
    ).select_related("release", "version")
    ordered = fitting.order_by("release__on", "release__known_number", "release__pk")
    return {(snapshot.version.measure_id, snapshot.question_hash): snapshot for snapshot in ordered}


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


def _numbers_known(asked: Sequence[Asked], on: date, known: date) -> list[int]:
    """At which number of the ledger each question is asked.

    What a release of these very dates knew, for its day went on after it; each question by the release that
    told it, where several plans were published that day. Without any release, all that was known then.
    """
    of_a_release, of_the_day = _positions(on, known)
    if of_a_release is None:
        return [ledger.number_on(known) if of_the_day is None else of_the_day for _each in asked]
    told = _told_at(on, known)
    return [told.get(each.key, told.get((each.version.measure_id, ""), of_a_release)) for each in asked]


def _positions(on: date, known: date) -> tuple[int | None, int | None]:
    """The number of the newest release of these dates, if any; and that of the day, where it is not over."""
    same = Release.objects.filter(on=on, known_on=known).order_by("-known_number").values("known_number")[:1]
    if known < clock.today():
        return same.values_list("known_number", flat=True).first(), None
    newest = Ledger.objects.filter(pk=ledger.THE_LEDGER).annotate(same=Subquery(same))
    return newest.values_list("same", "last_number").first() or (None, 0)


def _told_at(on: date, known: date) -> dict[Key, int]:
    """By question, and by measure alone for what was asked of it in another way."""
    told = Snapshot.objects.filter(release__on=on, release__known_on=known).order_by("release__known_number")
    numbers: dict[Key, int] = {}
    for measure, question, number in told.values_list(
        "version__measure", "question_hash", "release__known_number"
    ):
        numbers |= {(measure, question): number, (measure, ""): number}
    return numbers


def _live(asked: Sequence[Asked], on: date, known: date) -> list[Number]:
    if not asked:
        return []
    numbers = _numbers_known(asked, on, known)
    answers: dict[Key, Number] = {}
    for number in dict.fromkeys(numbers):
        together = [each for each, at in zip(asked, numbers, strict=True) if at == number]
        answers |= {each.asked.key: each for each in _counted(together, on, known, number)}
    return [answers[each.key] for each in asked]


def _counted(asked: Sequence[Asked], on: date, known: date, number: int) -> list[Number]:
    answers = curves([each.question for each in asked], AsOf(on, number), newest=known >= clock.today())
    return [
        Number(
            each,
            curve.reading,
            on,
            known,
            number,
            live=True,
            series=curve.months,
            weeks=() if each.question.about_people else curve.weeks,
        )
        for each, curve in zip(asked, answers, strict=True)
    ]
