"""Clocks are started, met, paused and dropped, and those that run out are told of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import clock as the_clock
from thriving.kernel import diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis import facts, letters
from thriving.safety.crisis.actions.holding import hold
from thriving.safety.crisis.actions.words import Written, safe_among_us
from thriving.safety.crisis.clocks import (
    MAY_STAND_STILL,
    OF_THE_ANSWER,
    SECOND_READER_WITHIN,
    Task,
    deadline,
    halfway,
)
from thriving.safety.crisis.models import Clock, Crisis, Layer, Part, Pause
from thriving.safety.crisis.queries.readiness import answering, reachable, told_in_the_end
from thriving.ui import cldr


def start(crisis: Crisis, task: str, since: datetime) -> None:
    """None starts where this severity has no such clock, and none beside one that runs."""
    due = _deadline(crisis, task, since)
    if due is None or running(crisis, task).exists():
        return
    last = crisis.clocks.filter(task=task).aggregate(last=Max("number"))["last"] or 0
    crisis.clocks.create(
        task=task, number=last + 1, started_at=since, half_at=halfway(since, due), due_at=due
    )


def running(crisis: Crisis, *tasks: str) -> QuerySet[Clock]:
    return crisis.clocks.filter(met_at=None, dropped_at=None, task__in=tasks or Task.values)


def meet(crisis: Crisis, *tasks: str) -> None:
    """They are done: now, whatever anybody says of when it was."""
    for each in running(crisis, *tasks):
        _go_on(each)
        each.met_at = the_clock.now()
        each.save(update_fields=["met_at"])
    judge(crisis)


def drop(crisis: Crisis, *tasks: str) -> None:
    """Nothing waits for these any longer; what was not met by then never will be."""
    for each in running(crisis, *tasks):
        _go_on(each)
        each.dropped_at = the_clock.now()
        each.save(update_fields=["dropped_at"])


def quicken(crisis: Crisis) -> None:
    """A graver severity: what runs is due no later than if it began now; nothing is ever due later."""
    now = the_clock.now()
    for each in running(crisis, *OF_THE_ANSWER):
        _go_on(each)
        due = _deadline(crisis, each.task, now)
        if due and due < each.due_at:
            each.due_at, each.half_at = due, min(each.half_at, halfway(now, due))
            each.save(update_fields=["due_at", "half_at"])


def judge(crisis: Crisis) -> None:
    """Whether it was answered through the protocol in time: by the first clock of each task."""
    first = {each.task: each for each in crisis.clocks.filter(number=1, task__in=OF_THE_ANSWER)}
    since = crisis.first_raised_at
    kept = all(_was_kept(each, crisis.raised_at, since) for each in first.values())
    in_time = bool(crisis.activated_at) and kept
    met = [each.met_at for each in first.values() if each.met_at]
    at = max([*met, crisis.activated_at], default=None) if in_time and crisis.activated_at else None
    if at != crisis.answered_at:
        crisis.answered_at = at
        crisis.answer_counted_at = crisis.answer_counted_at if at else None
        crisis.save(update_fields=["answered_at", "answer_counted_at"])
        if crisis.counted_at and not at:
            facts.tell(crisis, "judge-crises", "It was not answered in time after all.")


def _was_kept(clock: Clock, raised_at: datetime, since: datetime) -> bool:
    """Met in time, where what runs since it was raised counts since the first report of it."""
    early = clock.started_at - since if clock.started_at <= raised_at else timedelta()
    return clock.met_at is not None and clock.met_at <= clock.due_at - max(early, timedelta())


@transaction.atomic
def pause(clock: Clock, reason: Written, *, until: datetime, by: Person) -> None:
    """It stands still until then and goes on by itself: its deadlines come that much later.

    All in all no clock stands still for longer than the time that it was given, and managers are told.
    """
    hold(clock.crisis, "direct_crisis", by)
    clock.refresh_from_db()
    now = the_clock.now()
    _require_may_stand_still(clock, until, now)
    made = Pause.objects.create(
        clock=clock, reason=safe_among_us(reason), begun_at=now, ended_at=until, by=by
    )
    _put_off(clock, now, until - now)
    clock.paused_until = until
    clock.save(update_fields=["due_at", "half_at", "paused_until"])
    letters.tell_paused(made, told_in_the_end())
    diary.note(clock.crisis, "paused_clock", by=by, body={"task": clock.task, "until": until})


def _require_may_stand_still(clock: Clock, until: datetime, now: datetime) -> None:
    if not clock.runs or clock.stands_still(now) or clock.task not in MAY_STAND_STILL:
        raise Refused(_("This clock cannot be stopped."))
    if clock.is_late(now):
        raise Refused(_("The time is over: a clock that ran out cannot be stopped any more."))
    stood = sum((each.ended_at - each.begun_at for each in clock.pauses.all()), timedelta())
    longest = clock.due_at - clock.started_at - 2 * stood
    if until <= now:
        raise Refused(_("Say until when it stands still: a moment that is still to come."))
    if until - now > longest:
        raise Refused(
            _("It stands still for no longer than the time that was given: until %(day)s, %(time)s UTC.")
            % {"day": cldr.day(now + longest), "time": cldr.clock_time(now + longest)}
        )


@transaction.atomic
def resume(clock: Clock, *, by: Person) -> None:
    """Earlier than was said."""
    hold(clock.crisis, "direct_crisis", by)
    clock.refresh_from_db()
    if not clock.stands_still():
        raise Refused(_("This clock does not stand still."))
    _go_on(clock)
    diary.note(clock.crisis, "resumed_clock", by=by, body={"task": clock.task})


def _go_on(clock: Clock) -> None:
    """What is left of the time is left still, and nothing of the pause."""
    now = the_clock.now()
    if clock.paused_until is None or not clock.stands_still(now):
        return
    _put_off(clock, now, now - clock.paused_until)
    clock.paused_until = None
    clock.save(update_fields=["due_at", "half_at", "paused_until"])
    clock.pauses.filter(ended_at__gt=now).update(ended_at=now)


def _put_off(clock: Clock, now: datetime, by: timedelta) -> None:
    clock.half_at += by if clock.half_at > now else timedelta()
    clock.due_at += by


def watch() -> None:
    """Tell of clocks whose time is half over, and of those that ran out: of each once.

    What goes wrong with one keeps nobody from hearing of the others.
    """
    now, found = the_clock.now(), Clock.objects.filter(met_at=None, dropped_at=None)
    half, due = (Q(half_at__lte=now), "half_told_at"), (Q(due_at__lte=now), "due_told_at")
    failed: list[Exception] = []
    for reached, field in (half, due):
        for each in found.filter(reached, **{field: None}).select_related("crisis"):
            try:
                _tell(each, field)
            except Exception as error:  # noqa: BLE001 -- it is raised below, once all others were told
                failed.append(error)
    if failed:
        raise failed[0]


@transaction.atomic
def _tell(clock: Clock, field: str) -> None:
    unsaid = Clock.objects.filter(pk=clock.pk, met_at=None, dropped_at=None, **{field: None})
    if not unsaid.update(**{field: the_clock.now()}):
        return
    if field == "half_told_at":
        letters.tell_half(clock, _stand_ins(clock.crisis))
    else:
        letters.tell_due(clock, told_in_the_end())


def _stand_ins(crisis: Crisis) -> list[Person]:
    """The deputy, where there is one; else whoever is on call behind the first."""
    held = crisis.duties.filter(part=Part.DEPUTY, ended_at=None).values("person")
    return list(reachable().filter(pk__in=held)) or answering(Layer.BACKUP)


def _deadline(crisis: Crisis, task: str, since: datetime) -> datetime | None:
    if task in (Task.SECOND_READER, Task.AGREE):
        return since + SECOND_READER_WITHIN
    return deadline(crisis.severity, task, since)
