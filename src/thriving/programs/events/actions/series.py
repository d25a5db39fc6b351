"""One event is planned after the other: a copy on another day, or a series by the clock on the wall."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.programs.events.actions.course import cancel, publish
from thriving.programs.events.actions.event import hold, plan, require_runs
from thriving.programs.events.actions.people import name_organizer
from thriving.programs.events.actions.planned import Planned
from thriving.programs.events.asked import owner_of, questionnaire_of
from thriving.programs.events.models import Admission, Event, Pattern, Series, Tracing
from thriving.programs.events.queries.event import drafts_of_series, rest_of_series
from thriving.questions.actions import copy as copy_questions
from thriving.ui import cldr

MOST_REPEATS = 52


@transaction.atomic
def copy(event: Event, *, first_day: date, by: Actor) -> Event:
    """A new draft like it from that day on, run by the same organizers; nobody is registered for it."""
    require_runs(by, event)
    return _copied(event, Planned.of(event), first_day, by)


@transaction.atomic
def repeat(event: Event, *, pattern: str, times: int, by: Actor) -> list[Event]:
    """As many drafts more as ``times`` says, each at the same time by the clock on the wall."""
    require_runs(by, event)
    hold(event)
    if not 1 <= times <= MOST_REPEATS:
        raise Refused(_("Repeat it at least once, and at most %(count)d times.") % {"count": MOST_REPEATS})
    said = Planned.of(event)
    days = days_of(Pattern(pattern), _first_day(said), times)
    if event.series_id is None:
        event.series = Series.objects.create(pattern=pattern, made_at=clock.now())
        event.save(update_fields=["series"])
    return [_copied(event, said, day, by, event.series) for day in days]


@transaction.atomic
def publish_series(event: Event, *, by: Person) -> int:
    """Announce every draft of its series, or none; how many."""
    require_runs(by, event)
    return _each(drafts_of_series(by, event), lambda draft: publish(draft, by=by))


@transaction.atomic
def cancel_rest(event: Event, *, reason: str, by: Person) -> int:
    """Cancel what of its series has not begun, or nothing; whoever registered is told once for each."""
    require_runs(by, event)
    return _each(rest_of_series(by, event), lambda one: cancel(one, reason=reason, by=by))


def _each(events: Iterable[Event], take: Callable[[Event], None]) -> int:
    taken = 0
    for event in events:
        try:
            take(event)
        except MoveRefused as refused:
            told = {"day": cldr.day(event.local_start), "why": refused}
            raise Refused(_("On %(day)s: %(why)s") % told) from None
        taken += 1
    return taken


def days_of(pattern: Pattern, first: date, times: int) -> list[date]:
    """The days after ``first``. A month without that day has its last one; one without a fifth week, none."""
    if pattern in (Pattern.WEEKLY, Pattern.FORTNIGHTLY):
        step = 1 if pattern == Pattern.WEEKLY else 2
        return [first + timedelta(weeks=step * number) for number in range(1, times + 1)]
    if pattern == Pattern.MONTHLY_BY_DAY:
        return [_same_day(first, number) for number in range(1, times + 1)]
    found: list[date] = []
    number = 1
    while len(found) < times:
        if day := _same_weekday(first, number):
            found.append(day)
        number += 1
    return found


def _copied(event: Event, said: Planned, first_day: date, by: Actor, series: Series | None = None) -> Event:
    shift = first_day - _first_day(said)
    moved = replace(said, sessions=tuple(each.later(shift) for each in said.sessions))
    made = plan(moved, by=by, sample=event.sample)
    for organizer in event.organizers.select_related("person"):
        if organizer.person.is_active:
            name_organizer(made, organizer.person, by=by)
    if series:
        made.series = series
        made.save(update_fields=["series"])
    _take_over_choices(event, made)
    _take_over_questions(event, made, shift, by)
    return made


def _take_over_choices(event: Event, made: Event) -> None:
    for chosen in Admission.objects.filter(event=event):
        Admission.objects.create(event=made, names_kept=chosen.names_kept)
    Tracing.objects.bulk_create(Tracing(event=made, trace=each.trace) for each in event.tracings.all())


def _take_over_questions(event: Event, made: Event, shift: timedelta, by: Actor) -> None:
    """As a draft of their own, with the same promise of when answers are deleted."""
    asked = questionnaire_of(event)
    delete_on = asked.delete_on + shift if asked and asked.delete_on else None
    if asked and (delete_on is None or delete_on > clock.today()):
        copy_questions(asked, owner_of(made), delete_on=delete_on, delete_after=asked.delete_after, by=by)


def _first_day(said: Planned) -> date:
    return min(each.day for each in said.sessions)


def _months_later(first: date, number: int) -> tuple[int, int]:
    month = first.month - 1 + number
    return first.year + month // 12, month % 12 + 1


def _same_day(first: date, number: int) -> date:
    year, month = _months_later(first, number)
    return date(year, month, min(first.day, calendar.monthrange(year, month)[1]))


def _same_weekday(first: date, number: int) -> date | None:
    year, month = _months_later(first, number)
    earliest = date(year, month, 1)
    offset = (first.weekday() - earliest.weekday()) % 7
    day = 1 + offset + 7 * ((first.day - 1) // 7)
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None
