"""How grave a crisis is changes: graver at once, less grave once a second person has agreed."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.safety.crisis import criteria
from thriving.safety.crisis.actions import clocks
from thriving.safety.crisis.actions.decisions import decide, lapse
from thriving.safety.crisis.actions.holding import hold
from thriving.safety.crisis.actions.words import Written, safe_among_us
from thriving.safety.crisis.clocks import SINCE_QUALIFIED, Task
from thriving.safety.crisis.criteria import Answers
from thriving.safety.crisis.models import AWAITED, Crisis, Decision
from thriving.safety.crisis.severity import Severity, graver
from thriving.safety.crisis.states import RUNNING


@transaction.atomic
def raise_severity(crisis: Crisis, severity: int, *, reason: Written, by: Person) -> None:
    """What runs is due sooner. It overtakes what somebody else has found of it meanwhile."""
    hold(crisis, "direct_crisis", by)
    _require_running(crisis)
    if severity not in Severity or severity >= crisis.severity:
        raise Refused(_("Choose a graver one. That it is less grave is a step of its own."))
    said = safe_among_us(reason)
    lapse(crisis)
    clocks.drop(crisis, Task.AGREE)
    before, crisis.severity = crisis.severity, severity
    crisis.save(update_fields=["severity"])
    clocks.quicken(crisis)
    for task in SINCE_QUALIFIED:
        if not crisis.clocks.filter(task=task).exists():
            clocks.start(crisis, task, clock.now())
    clocks.judge(crisis)
    last = crisis.decisions.filter(qualifies=True).latest("number")
    decide(crisis, last.answers, by, said, severity=severity)
    diary.note(crisis, "raised_severity", by=by, body={"from": before, "to": severity})


@transaction.atomic
def find_less_grave(
    crisis: Crisis, answers: Answers, *, severity: int | None = None, reason: Written, by: Person
) -> Decision:
    """By the criteria, answered anew. Nothing changes before somebody else has read it and agrees."""
    hold(crisis, "direct_crisis", by)
    _require_running(crisis)
    if sentence := criteria.problem(answers):
        raise Refused(sentence)
    if crisis.decisions.filter(AWAITED).exists():
        raise Refused(_("Somebody has found it less grave already: a second person must read that first."))
    least = criteria.gravest(answers) or Severity.S4
    grave = graver(least, severity or least)
    if grave <= crisis.severity:
        raise Refused(_("By these answers it is as grave as before, or graver."))
    decision = decide(crisis, answers, by, safe_among_us(reason), severity=grave, is_less_grave=True)
    clocks.start(crisis, Task.AGREE, decision.decided_at)
    diary.note(crisis, "found_less_grave", by=by, body={"from": crisis.severity, "to": int(grave)})
    return decision


def settle(decision: Decision, *, agrees: bool) -> None:
    """What runs already stays as it is; what starts from now on follows what was agreed."""
    crisis = decision.crisis
    if agrees and decision.severity:
        crisis.severity = decision.severity
        crisis.save(update_fields=["severity"])


def _require_running(crisis: Crisis) -> None:
    if crisis.state not in RUNNING:
        raise Refused(_("Its severity cannot be changed any more."))
