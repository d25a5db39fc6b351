"""A report is known already: it goes with another, for as long as that one is not found to be nothing."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis import letters
from thriving.safety.crisis.actions import clocks
from thriving.safety.crisis.actions.decisions import decide, lapse
from thriving.safety.crisis.actions.holding import hold
from thriving.safety.crisis.actions.words import Written, safe_among_us
from thriving.safety.crisis.clocks import Task
from thriving.safety.crisis.models import Crisis, Decision, Layer
from thriving.safety.crisis.queries.crises import known_as
from thriving.safety.crisis.queries.readiness import answering
from thriving.safety.crisis.states import CRISIS, LINKED


@transaction.atomic
def link(crisis: Crisis, same_as: Crisis, *, reason: Written, by: Person) -> Decision:
    """It goes with the other one. Another person reads that within a day, as they read that it is nothing."""
    hold(crisis, "decide_on_crisis", by)
    if not known_as(crisis).filter(pk=same_as.pk).exists():
        # What is found to be no crisis answers for itself alone: each such report is decided, and read twice.
        raise Refused(_("Choose a report that is still open, or a crisis, other than this one."))
    said = safe_among_us(reason)
    CRISIS.take(crisis, "link", duplicate_of=same_as)
    clocks.meet(crisis, Task.ACKNOWLEDGE, Task.DECIDE)
    decision = decide(crisis, {}, by, said, same_as=same_as)
    clocks.start(crisis, Task.SECOND_READER, decision.decided_at)
    judge_upwards(same_as)
    diary.note(crisis, "linked", by=by, body={"to": same_as.key})
    return decision


def part(crisis: Crisis, *, by: Person) -> None:
    """It goes with nothing any longer, and is decided by itself."""
    before = crisis.duplicate_of
    CRISIS.take(crisis, "part", duplicate_of=None, taken_up_by=None)
    lapse(crisis)
    clocks.drop(crisis, Task.SECOND_READER)
    clocks.start(crisis, Task.DECIDE, clock.now())
    if before:
        judge_upwards(before)
    letters.tell_again(crisis, answering(Layer.FIRST))
    diary.note(crisis, "parted", by=by)


def part_all(crisis: Crisis, *, by: Person) -> None:
    """What went with something that is nothing."""
    for each in crisis.duplicates.select_for_update(of=("self",)).filter(state=LINKED):
        part(each, by=by)


def judge_upwards(crisis: Crisis | None) -> None:
    """Whether each was answered in time depends on when the first report of it came."""
    while crisis:
        clocks.judge(crisis)
        crisis = crisis.duplicate_of
