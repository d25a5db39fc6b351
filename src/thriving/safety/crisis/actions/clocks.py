"""Clocks are started, met, paused and dropped, and those that run out are told of."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import clock as the_clock
from thriving.kernel import diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis import letters
from thriving.safety.crisis.actions.holding import hold
from thriving.safety.crisis.actions.words import Written, safe_among_us
from thriving.safety.crisis.clocks import OF_THE_ANSWER, SECOND_READER_WITHIN, Task, deadline, halfway
from thriving.safety.crisis.models import Clock, Crisis, Layer, Part, Pause
from thriving.safety.crisis.queries.readiness import answering, told_in_the_end


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


def meet(crisis: Crisis, task: str) -> None:
    """It is done: now, whatever anybody says of when it was."""
    for each in running(crisis, task):
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
        due = _deadline(crisis, each.task, now)
        if due and due < each.due_at:
            each.due_at, each.half_at = due, min(each.half_at, halfway(now, due))
            each.save(update_fields=["due_at", "half_at"])


def judge(crisis: Crisis) -> None:
    """Whether it was answered through the protocol in time: by the first clock of each task."""
    first = {each.task: each for each in crisis.clocks.filter(number=1, task__in=OF_THE_ANSWER)}
    in_time = bool(crisis.activated_at) and all(each.was_met_in_time for each in first.values())
    met = [each.met_at for each in first.values() if each.met_at]
    at = max([*met, crisis.activated_at], default=None) if in_time and crisis.activated_at else None
    if at != crisis.answered_at:
        crisis.answered_at = at
        crisis.answer_counted_at = crisis.answer_counted_at if at else None
        crisis.save(update_fields=["answered_at", "answer_counted_at"])


@transaction.atomic
def pause(clock: Clock, reason: Written, *, by: Person) -> None:
    hold(clock.crisis, "direct_crisis", by)
    clock.refresh_from_db()
    if not clock.runs or clock.paused_at:
        raise Refused(_("This clock does not run."))
    if clock.is_late():
        raise Refused(_("The time is over: a clock that ran out cannot be stopped any more."))
    said = safe_among_us(reason)
    clock.paused_at = the_clock.now()
    clock.save(update_fields=["paused_at"])
    Pause.objects.create(clock=clock, reason=said, begun_at=clock.paused_at, by=by)
    diary.note(clock.crisis, "paused_clock", by=by, body={"task": clock.task})


@transaction.atomic
def resume(clock: Clock, *, by: Person) -> None:
    hold(clock.crisis, "direct_crisis", by)
    clock.refresh_from_db()
    if not clock.runs or not clock.paused_at:
        raise Refused(_("This clock does not stand still."))
    _go_on(clock)
    diary.note(clock.crisis, "resumed_clock", by=by, body={"task": clock.task})


def _go_on(clock: Clock) -> None:
    """What is left of the time is left still."""
    if clock.paused_at is None:
        return
    now = the_clock.now()
    stood = now - clock.paused_at
    clock.due_at += stood
    clock.half_at += stood if clock.half_at > clock.paused_at else timedelta()
    clock.paused_at = None
    clock.save(update_fields=["due_at", "half_at", "paused_at"])
    clock.pauses.filter(ended_at=None).update(ended_at=now)


def watch() -> None:
    """Tell of clocks whose time is half over, and of those that ran out: of each once."""
    now, found = the_clock.now(), Clock.objects.filter(met_at=None, dropped_at=None, paused_at=None)
    for each in found.filter(half_at__lte=now, half_told_at=None).select_related("crisis"):
        _tell(each, "half_told_at")
    for each in found.filter(due_at__lte=now, due_told_at=None).select_related("crisis"):
        _tell(each, "due_told_at")


@transaction.atomic
def _tell(clock: Clock, field: str) -> None:
    unsaid = Clock.objects.filter(pk=clock.pk, met_at=None, dropped_at=None, paused_at=None, **{field: None})
    if not unsaid.update(**{field: the_clock.now()}):
        return
    if field == "half_told_at":
        letters.tell_half(clock, _stand_ins(clock.crisis))
    else:
        letters.tell_due(clock, told_in_the_end())


def _stand_ins(crisis: Crisis) -> list[Person]:
    """The deputy, where there is one; else whoever is on call behind the first."""
    held = crisis.duties.filter(part=Part.DEPUTY, ended_at=None, person__is_active=True)
    found = [each.person for each in held.select_related("person") if each.person]
    return found or answering(Layer.BACKUP)


def _deadline(crisis: Crisis, task: str, since: datetime) -> datetime | None:
    if task == Task.SECOND_READER:
        return since + SECOND_READER_WITHIN
    return deadline(crisis.severity, task, since)
