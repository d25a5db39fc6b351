"""Whether a report is a crisis: decided by one by the criteria, and every "no" is read by a second person."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis import codenames, criteria
from thriving.safety.crisis.actions import clocks, grading, linking
from thriving.safety.crisis.actions.decisions import decide
from thriving.safety.crisis.actions.holding import hold
from thriving.safety.crisis.actions.words import NOTHING, Written, safe_among_us
from thriving.safety.crisis.clocks import SINCE_QUALIFIED, Task
from thriving.safety.crisis.criteria import Answers
from thriving.safety.crisis.models import Crisis, Decision
from thriving.safety.crisis.severity import graver
from thriving.safety.crisis.states import CRISIS, HOLDS_ITS_NAME, NAMED


@transaction.atomic
def take_up(crisis: Crisis, *, by: Person) -> None:
    hold(crisis, "decide_on_crisis", by)
    CRISIS.take(crisis, "take_up", taken_up_by=by)
    clocks.meet(crisis, Task.ACKNOWLEDGE)
    diary.note(crisis, "taken_up", by=by)


@transaction.atomic
def qualify(
    crisis: Crisis,
    answers: Answers,
    *,
    severity: int | None = None,
    reason: Written,
    by: Person,
) -> Decision:
    """It is a crisis. ``severity`` may be graver than the answers ask for, never less grave.

    The clocks run from the moment when it was raised: deciding late wins no time.
    """
    hold(crisis, "decide_on_crisis", by)
    _require_answers(answers)
    least = criteria.gravest(answers)
    if least is None:
        raise Refused(_("By these answers it is no crisis: decide so, and somebody else reads it."))
    grave = graver(least, severity or least)
    now = clock.now()
    CRISIS.take(crisis, "qualify", codename=_codename(), severity=grave, qualified_at=now)
    clocks.meet(crisis, Task.DECIDE)
    for task in SINCE_QUALIFIED:
        clocks.start(crisis, task, crisis.first_raised_at)
    said = safe_among_us(reason)
    decision = decide(crisis, answers, by, said, severity=grave)
    diary.note(crisis, "qualified", by=by, body={"severity": int(grave), "criteria": dict(answers)})
    return decision


@transaction.atomic
def turn_down(
    crisis: Crisis,
    answers: Answers,
    *,
    reason: Written,
    referral: str = "",
    by: Person,
) -> Decision:
    """It is none: only where each criterion was answered with no. Another person reads it within a day.

    Reports that went with it are decided by themselves.
    """
    hold(crisis, "decide_on_crisis", by)
    _require_answers(answers)
    if criteria.qualifies(answers):
        raise Refused(_("By these answers it is a crisis. What nobody is sure of counts as if it were so."))
    if referral not in Decision.Referral:
        raise Refused(_("Choose to whom it is passed on from those that are offered."))
    CRISIS.take(crisis, "turn_down")
    said = safe_among_us(reason)
    clocks.meet(crisis, Task.DECIDE)
    decision = decide(crisis, answers, by, said, referral=referral)
    clocks.start(crisis, Task.SECOND_READER, decision.decided_at)
    linking.part_all(crisis, by=by)
    diary.note(crisis, "turned_down", by=by, body={"criteria": dict(answers)})
    return decision


@transaction.atomic
def read(decision: Decision, *, agrees: bool, objection: Written = NOTHING, by: Person) -> None:
    """As the second person: agree that less is done, or say why not; then it is decided anew."""
    crisis = decision.crisis
    hold(crisis, "decide_on_crisis", by)
    access.require(by, "read_decision_on_crisis", decision)
    decision.refresh_from_db()
    decision.objection = "" if agrees else safe_among_us(objection)
    decision.read_at, decision.read_by, decision.agreed = clock.now(), by, agrees
    decision.save()
    clocks.meet(crisis, Task.SECOND_READER, Task.AGREE)
    _follow(decision, by)
    diary.note(crisis, "read_decision", by=by, body={"agrees": agrees})


def _follow(decision: Decision, by: Person) -> None:
    crisis, agrees = decision.crisis, bool(decision.agreed)
    if decision.is_less_grave:
        grading.settle(decision, agrees=agrees)
    elif decision.same_as_id and not agrees:
        linking.part(crisis, by=by)
    elif not agrees:
        CRISIS.take(crisis, "contest", taken_up_by=by)
        clocks.start(crisis, Task.DECIDE, clock.now())


def _require_answers(answers: Answers) -> None:
    if sentence := criteria.problem(answers):
        raise Refused(sentence)


def _codename() -> str:
    """Two officers at once get two: each waits for the other's turn, and the database has the last word."""
    borne = Crisis.objects.filter(state__in=NAMED)
    taken = borne.filter(state__in=HOLDS_ITS_NAME).values_list("codename", flat=True)
    found = codenames.free(taken, borne.values_list("codename", flat=True))
    if not found:
        raise Refused(_("Every codename is in use. Close what is over first."))
    return found
