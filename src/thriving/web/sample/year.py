"""Plays the sample year, day by day, through the actions of the product."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from functools import cache
from itertools import groupby
from operator import attrgetter
from random import Random

from django.db import transaction
from django.utils.translation import override

from thriving.kernel import clock
from thriving.web.sample import doing
from thriving.web.sample.deeds import Deed, Published, TablesPublished, Told
from thriving.web.sample.story import (
    FIRST,
    affiliations,
    boxes,
    campaigns,
    capacity,
    check_ins,
    conduct,
    councils,
    crises,
    exchanges,
    experiments,
    framework,
    gathered,
    gatherings,
    granting,
    history,
    learning,
    mentoring,
    needs,
    offers,
    partnerships,
    positions,
    publications,
    questions,
    recommending,
    saturdays,
    steps,
    tables,
    youth,
)

SEED = "a movement that does not exist"
MORNING = time(9)
EVENING = time(11)  # still before noon: the demo's visitors arrive then


def deeds() -> list[Deed]:
    """The whole year, the same each time."""
    chance = Random(SEED)  # noqa: S311 -- a story, not a secret
    return [
        *steps.deeds(),
        *positions.deeds(),
        *councils.deeds(),
        *conduct.deeds(),
        *youth.deeds(),
        *recommending.deeds(),
        *capacity.deeds(),
        *learning.deeds(chance),
        *framework.deeds(chance),
        *gatherings.deeds(),
        *offers.deeds(),
        *boxes.deeds(),
        *campaigns.deeds(),
        *saturdays.deeds(),
        *questions.deeds(),
        *mentoring.deeds(),
        *exchanges.deeds(),
        *partnerships.deeds(),
        *needs.deeds(),
        *experiments.deeds(),
        *granting.deeds(),
        *gathered.deeds(),
        *crises.deeds(),
        *check_ins.deeds(),
        *affiliations.deeds(),
        *publications.deeds(),
        *tables.deeds(),
        *history.deeds(),
    ]


def days(until: date, after: date | None = None) -> list[date]:
    """The days to be played, to get from ``after`` (or from nothing) to ``until``."""
    eventful = sorted({FIRST, *_by_day()})
    return [day for day in eventful if day <= until and (after is None or day > after)]


def play(day: date) -> None:
    """Whatever happens on one day, recorded on that day."""
    deeds = _by_day().get(day, [])
    told = [deed for deed in deeds if isinstance(deed, Told)]
    published = [deed for deed in deeds if isinstance(deed, Published | TablesPublished)]
    others = [deed for deed in deeds if not isinstance(deed, Told | Published | TablesPublished)]
    with override("en"):
        with clock.stopped_at(datetime.combine(day, MORNING, UTC)), transaction.atomic():
            if day == FIRST:
                doing.begin()
            doing.tell(told)
            for deed in others:
                doing.do(deed)
        # What is published has seen the whole day.
        with clock.stopped_at(datetime.combine(day, EVENING, UTC)), transaction.atomic():
            for each in published:
                doing.do(each)


@cache
def _by_day() -> dict[date, list[Deed]]:
    on = attrgetter("on")
    return {day: list(deeds) for day, deeds in groupby(sorted(deeds(), key=on), key=on)}
