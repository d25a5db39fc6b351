"""A crisis is answered: by three people, by a playbook's steps, with reports, until it is stood down."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of
from thriving.safety.crisis import letters
from thriving.safety.crisis.actions import clocks
from thriving.safety.crisis.actions.decisions import lapse
from thriving.safety.crisis.actions.holding import hold
from thriving.safety.crisis.actions.words import NOTHING, Written, safe_among_us
from thriving.safety.crisis.clocks import Task
from thriving.safety.crisis.models import ChecklistStep, Crisis, Duty, Part, Playbook, Report
from thriving.safety.crisis.queries.crises import responders
from thriving.safety.crisis.queries.readiness import good_until
from thriving.safety.crisis.states import AT_WORK, CRISIS, IN_HAND, RUNNING

TASKS_SAID = {Task.CONTACT: "reached", Task.BRIEF: "briefed"}


@transaction.atomic
def appoint(crisis: Crisis, part: str, person: Person, *, note: Written = NOTHING, by: Person) -> Duty:
    """Give somebody a part; whoever had it is relieved, and ``note`` is what they hand over.

    Before anybody leads, each who decides on crises may name them; afterwards who leads, or a manager.
    """
    hold(crisis, "appoint_in_crisis", by)
    if crisis.state not in IN_HAND or part not in Part:
        raise Refused(_("Parts are given while a crisis is in hand."))
    if not responders().filter(pk=person.pk).exists():
        raise Refused(_("Only those who answer crises can have a part."))
    before = crisis.duties.filter(part=part, ended_at=None).first()
    if before and before.person_id == person.pk:
        raise Refused(_("They have this part already."))
    if crisis.duties.filter(person__in=accounts_of(person), ended_at=None).exists():
        raise Refused(_("They have another part already: nobody has two."))
    if before and not note.text.strip():
        raise Refused(_("Write what whoever comes must know: a part is handed over with words."))
    if before:
        _relieve(before)
    duty = Duty.objects.create(
        crisis=crisis,
        part=part,
        person=person,
        begun_at=clock.now(),
        note=safe_among_us(note) if note.text.strip() else "",
    )
    if part == Part.COMMANDER:
        clocks.meet(crisis, Task.COMMANDER)
    letters.tell_part(duty)
    diary.note(crisis, "handed_over" if before else "appointed", by=by, body={"part": part, "to": person.key})
    return duty


def _relieve(duty: Duty) -> None:
    duty.ended_at = clock.now()
    duty.save(update_fields=["ended_at"])


@transaction.atomic
def take_checklist(crisis: Crisis, playbook: Playbook, *, by: Person) -> None:
    """The steps of its newest version, copied: what is written anew later changes nothing here."""
    hold(crisis, "appoint_in_crisis", by)
    version = playbook.newest
    if crisis.steps.exists():
        raise Refused(_("It has a checklist already."))
    if crisis.state not in IN_HAND or version is None or playbook.retired_at:
        raise Refused(_("Choose a playbook that is in use, for a crisis that is in hand."))
    if good_until(playbook, clock.today()) is None:
        raise Refused(
            _("This playbook was not reviewed, or too long ago. Choose another, or have it reviewed.")
        )
    rows = (
        ChecklistStep(crisis=crisis, version=version, position=position, text=text)
        for position, text in enumerate(version.steps, start=1)
    )
    ChecklistStep.objects.bulk_create(rows)
    body = {"playbook": playbook.key, "version": version.number, "sha256": version.digest}
    diary.note(crisis, "took_checklist", by=by, body=body)


@transaction.atomic
def tick(step: ChecklistStep, *, by: Person) -> None:
    """Done, or where it is done already, not done after all."""
    hold(step.crisis, "answer_crisis", by)
    step.refresh_from_db()
    _require_at_work(step.crisis)
    step.done_at, step.done_by = (None, None) if step.done_at else (clock.now(), by)
    step.save(update_fields=["done_at", "done_by"])
    verb = "did_step" if step.done_at else "undid_step"
    diary.note(step.crisis, verb, by=by, body={"position": step.position})


@transaction.atomic
def activate(crisis: Crisis, *, by: Person) -> None:
    hold(crisis, "direct_crisis", by)
    CRISIS.take(crisis, "activate", activated_at=clock.now())
    clocks.judge(crisis)
    diary.note(crisis, "activated", by=by)


@transaction.atomic
def say_done(crisis: Crisis, task: str, *, by: Person) -> None:
    """That somebody at risk was reached safely, or the leadership briefed: that it was, never whom or how."""
    hold(crisis, "answer_crisis", by)
    if task not in TASKS_SAID or not clocks.running(crisis, task).exists():
        raise Refused(_("Nothing waits for this any more."))
    clocks.meet(crisis, task)
    diary.note(crisis, TASKS_SAID[Task(task)], by=by)


@transaction.atomic
def report(crisis: Crisis, text: Written, *, by: Person) -> Report:
    """How it stands; then the clock of the next report begins."""
    hold(crisis, "answer_crisis", by)
    if crisis.state not in IN_HAND:
        raise Refused(_("Reports are written while a crisis is in hand."))
    last = crisis.reports.aggregate(last=Max("number"))["last"] or 0
    written = Report.objects.create(
        crisis=crisis,
        number=last + 1,
        text=safe_among_us(text),
        written_at=clock.now(),
        written_by=by,
    )
    clocks.meet(crisis, Task.REPORT)
    if crisis.state in RUNNING:
        clocks.start(crisis, Task.REPORT, clock.now())
    diary.note(crisis, "reported", by=by, body={"number": written.number})
    return written


@transaction.atomic
def move(crisis: Crisis, name: str, *, by: Person) -> None:
    """From being answered to being watched: ``steady``, ``watch``."""
    hold(crisis, "direct_crisis", by)
    CRISIS.take(crisis, name)
    diary.note(crisis, name, by=by)


@transaction.atomic
def stand_down(crisis: Crisis, *, by: Person) -> None:
    """What nobody did by now is no longer waited for; the review is."""
    hold(crisis, "direct_crisis", by)
    CRISIS.take(crisis, "stand_down", stood_down_at=clock.now())
    lapse(crisis)
    clocks.drop(crisis)
    clocks.judge(crisis)
    clocks.start(crisis, Task.REVIEW, clock.now())
    diary.note(crisis, "stood_down", by=by)


@transaction.atomic
def reopen(crisis: Crisis, *, by: Person) -> None:
    """It flares up again: reports are due again, and no review yet."""
    hold(crisis, "direct_crisis", by)
    CRISIS.take(crisis, "reopen", stood_down_at=None)
    clocks.drop(crisis, Task.REVIEW)
    clocks.start(crisis, Task.REPORT, clock.now())
    diary.note(crisis, "reopened", by=by)


def _require_at_work(crisis: Crisis) -> None:
    if crisis.state not in AT_WORK:
        raise Refused(_("Steps are ticked while it is being answered."))
