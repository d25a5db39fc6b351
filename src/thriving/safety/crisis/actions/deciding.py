"""Whether a report is a crisis: decided by one by the criteria, and every "no" is read by a second person."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis import codenames, criteria
from thriving.safety.crisis.actions import clocks
from thriving.safety.crisis.actions.holding import hold
from thriving.safety.crisis.actions.words import NOTHING, Written, safe_among_us
from thriving.safety.crisis.clocks import Task
from thriving.safety.crisis.criteria import Answers
from thriving.safety.crisis.models import Crisis, Decision
from thriving.safety.crisis.severity import Severity, graver
from thriving.safety.crisis.states import CRISIS, HOLDS_ITS_NAME, LINKED, NAMED, NOT_QUALIFYING, RUNNING


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
    for task in (Task.COMMANDER, Task.CONTACT, Task.BRIEF, Task.REPORT):
        clocks.start(crisis, task, crisis.raised_at)
    said = safe_among_us(reason)
    decision = _decide(crisis, answers, by, said, severity=grave)
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
    """It is none: only where each criterion was answered with no. Another person reads it within a day."""
    hold(crisis, "decide_on_crisis", by)
    _require_answers(answers)
    if criteria.qualifies(answers):
        raise Refused(_("By these answers it is a crisis. What nobody is sure of counts as if it were so."))
    if referral not in Decision.Referral:
        raise Refused(_("Choose to whom it is passed on from those that are offered."))
    CRISIS.take(crisis, "turn_down")
    said = safe_among_us(reason)
    decision = _decide(crisis, answers, by, said, referral=referral)
    clocks.start(crisis, Task.SECOND_READER, decision.decided_at)
    diary.note(crisis, "turned_down", by=by, body={"criteria": dict(answers)})
    return decision


@transaction.atomic
def read(decision: Decision, *, agrees: bool, objection: Written = NOTHING, by: Person) -> None:
    """As the second person: agree that it is no crisis, or have it decided anew, saying why."""
    crisis = decision.crisis
    hold(crisis, "decide_on_crisis", by)
    access.require(by, "read_decision_on_crisis", decision)
    decision.refresh_from_db()
    if not agrees:
        decision.objection = safe_among_us(objection)
        CRISIS.take(crisis, "contest", taken_up_by=by)
    decision.read_at, decision.read_by, decision.agreed = clock.now(), by, agrees
    decision.save()
    clocks.meet(crisis, Task.SECOND_READER)
    diary.note(crisis, "read_decision", by=by, body={"agrees": agrees})


@transaction.atomic
def link(crisis: Crisis, same_as: Crisis, *, by: Person) -> None:
    """It is known already: this report goes with the other one, and waits for nothing of its own."""
    hold(crisis, "decide_on_crisis", by)
    access.require(by, "see_crisis", same_as)
    same_as.refresh_from_db()
    if same_as.pk == crisis.pk or same_as.state in (LINKED, NOT_QUALIFYING):
        # What is found to be no crisis answers for itself alone: each such report is decided, and read twice.
        raise Refused(_("Choose a report that is still open, or a crisis, other than this one."))
    CRISIS.take(crisis, "link", duplicate_of=same_as)
    clocks.meet(crisis, Task.ACKNOWLEDGE)
    crisis.duplicates.update(duplicate_of=same_as)
    diary.note(crisis, "linked", by=by, body={"to": same_as.key})


@transaction.atomic
def change_severity(crisis: Crisis, severity: int, *, reason: Written, by: Person) -> None:
    """Graver: what runs is due sooner. Less grave: what runs already stays as it is."""
    hold(crisis, "direct_crisis", by)
    if crisis.state not in RUNNING or severity not in Severity.values:
        raise Refused(_("Its severity cannot be changed any more."))
    if severity == crisis.severity:
        raise Refused(_("It has this severity already."))
    said = safe_among_us(reason)
    before, crisis.severity = crisis.severity, severity
    crisis.save(update_fields=["severity"])
    if severity < before:
        clocks.quicken(crisis)
        for task in (Task.COMMANDER, Task.CONTACT, Task.BRIEF, Task.REPORT):
            if not crisis.clocks.filter(task=task).exists():
                clocks.start(crisis, task, clock.now())
        clocks.judge(crisis)
    last = crisis.decisions.filter(qualifies=True).latest("number")
    _decide(crisis, last.answers, by, said, severity=severity)
    diary.note(crisis, "changed_severity", by=by, body={"from": before, "to": severity})


def _require_answers(answers: Answers) -> None:
    if sentence := criteria.problem(answers):
        raise Refused(sentence)


def _decide(  # noqa: PLR0913 -- each is a fact of the decision
    crisis: Crisis,
    answers: Answers,
    by: Person,
    reason: str,
    *,
    severity: int | None = None,
    referral: str = "",
) -> Decision:
    last = crisis.decisions.aggregate(last=Max("number"))["last"] or 0
    return Decision.objects.create(
        crisis=crisis,
        number=last + 1,
        qualifies=severity is not None,
        answers=dict(answers),
        severity=severity,
        reason=reason,
        referral=referral,
        decided_at=clock.now(),
        decided_by=by,
    )


def _codename() -> str:
    """Two officers at once get two: each waits for the other's turn, and the database has the last word."""
    borne = Crisis.objects.filter(state__in=NAMED)
    taken = borne.filter(state__in=HOLDS_ITS_NAME).values_list("codename", flat=True)
    found = codenames.free(taken, borne.values_list("codename", flat=True))
    if not found:
        raise Refused(_("Every codename is in use. Close what is over first."))
    return found
