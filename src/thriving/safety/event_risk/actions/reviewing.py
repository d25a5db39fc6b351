"""An assessment is judged by somebody who neither wrote it nor runs the event, up to what they may accept."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of, is_theirs
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions.holding import hold, required, short
from thriving.safety.event_risk.actions.naming import require_nobody_named
from thriving.safety.event_risk.material import material_of
from thriving.safety.event_risk.models import Assessment, Decision, Mitigation, Proviso, Verdict
from thriving.safety.event_risk.queries import assessments, staleness
from thriving.safety.event_risk.roles import LIMITS
from thriving.safety.event_risk.states.assessment import ASSESSMENT, ESCALATED, IN_REVIEW

MOST_PROVISOS = 30


@transaction.atomic
def take_up(assessment: Assessment, *, by: Person) -> None:
    event = hold(assessment)
    _require_may_judge(assessment, event, by)
    ASSESSMENT.take(assessment, "take_up", reviewer=by)
    diary.note(assessment, "took_up", by=by)


@transaction.atomic
def ask_changes(assessment: Assessment, reason: str, *, by: Person) -> None:
    _hold_to_decide(assessment, by)
    _decide(assessment, Verdict.CHANGES, reason, by)
    ASSESSMENT.take(assessment, "ask_changes")
    assessment.provisos.all().delete()  # of an acceptance that did not come
    diary.note(assessment, "asked_changes", by=by)


@transaction.atomic
def escalate(assessment: Assessment, reason: str, *, by: Person) -> None:
    """Pass it to those who may accept more."""
    _hold_to_decide(assessment, by)
    _decide(assessment, Verdict.ESCALATED, reason, by)
    ASSESSMENT.take(assessment, "escalate")
    diary.note(assessment, "escalated", by=by)


@transaction.atomic
def reject(assessment: Assessment, reason: str, *, by: Person) -> None:
    _hold_to_decide(assessment, by)
    _decide(assessment, Verdict.REJECTED, reason, by)
    ASSESSMENT.take(assessment, "reject")
    diary.note(assessment, "rejected", by=by)


@transaction.atomic
def accept(assessment: Assessment, reason: str = "", *, by: Person) -> None:
    """Accept what remains: as it stands, or on the conditions that were written down."""
    event = _hold_to_decide(assessment, by)
    _require_current(assessment, event)
    on_conditions = assessment.provisos.exists()
    verdict = Verdict.CONDITIONAL if on_conditions else Verdict.ACCEPTED
    _decide(assessment, verdict, reason or (_("On the conditions below.") if on_conditions else ""), by)
    ASSESSMENT.take(
        assessment,
        "accept_on_conditions" if on_conditions else "accept",
        decided_at=clock.now(),
        decided_by=by.key,
        limit=limit_of(by),
        valid_until=clock.now() + timedelta(days=settings.RISK_DAYS),
    )
    diary.note(
        assessment, "accepted", by=by, body={"residual": assessment.residual, "limit": assessment.limit}
    )


@transaction.atomic
def add_proviso(assessment: Assessment, words: str, owner: Person, due_on: date, *, by: Person) -> Proviso:
    """Write down what must be true before money leaves: whose it is, and by when."""
    event = _hold_to_decide(assessment, by)
    count = assessment.provisos.count()
    if count >= MOST_PROVISOS:
        raise Refused(_("An acceptance has at most %(count)d conditions.") % {"count": MOST_PROVISOS})
    if not clock.today() <= due_on <= event.local_start.date():
        raise Refused(_("A condition is due between today and the first day of the event."))
    if not owner.is_active or is_theirs(by, owner.key):
        raise Refused(_("Somebody else than you answers for a condition: you confirm it."))
    said = required(words, _("Say what must be true."))
    require_nobody_named(event, assessment.tier, said)
    last = assessment.provisos.order_by("-number").first()
    made = Proviso.objects.create(
        assessment=assessment, number=last.number + 1 if last else 1, words=said, owner=owner, due_on=due_on
    )
    diary.note(assessment, "added_proviso", by=by, body={"number": made.number})
    return made


@transaction.atomic
def drop_proviso(proviso: Proviso, *, by: Person) -> None:
    assessment = proviso.assessment
    _hold_to_decide(assessment, by)
    diary.note(assessment, "dropped_proviso", by=by, body={"number": proviso.number})
    proviso.delete()


def limit_of(person: Person) -> int:
    """The greatest level that this person may accept; 0 where none."""
    return max((LIMITS[role] for role in LIMITS if role in person.acting.roles), default=0)


def may_judge(assessment: Assessment, person: Person) -> bool:
    """Whether nothing of it is theirs: they neither handed it in nor answer for a measure in it."""
    if is_theirs(person, assessment.submitted_by):
        return False
    mine = accounts_of(person).values("pk")
    return not Mitigation.objects.filter(risk__assessment=assessment, owner__in=mine).exists()


def _require_may_judge(assessment: Assessment, event: Event, by: Person) -> None:
    access.require(by, "review_event_risk", event)
    if not may_judge(assessment, by):
        raise Refused(_("You have a part in this assessment: somebody else reviews it."))


def _hold_to_decide(assessment: Assessment, by: Person) -> Event:
    event = hold(assessment)
    _require_may_judge(assessment, event, by)
    if assessment.state == ESCALATED:
        access.require(by, "decide_event_risk", event)
    elif assessment.state == IN_REVIEW and assessment.reviewer_id != by.pk:
        raise Refused(_("Somebody else reviews this assessment."))
    elif assessment.state != IN_REVIEW:
        raise Refused(_("This assessment is not in review."))
    return event


def _require_current(assessment: Assessment, event: Event) -> None:
    """What is accepted is the newest version, of the event as it is at this moment."""
    newest = assessments.current(event)
    if newest is None or newest.pk != assessment.pk or not staleness.is_ahead(event):
        raise Refused(_("This event is over, or canceled."))
    if assessment.material != material_of(event):
        raise Refused(_("The event has changed since this was handed in: ask for changes."))


def _decide(assessment: Assessment, verdict: Verdict, reason: str, by: Person) -> Decision:
    said = short(reason) if verdict == Verdict.ACCEPTED else required(reason, _("Say why."))
    require_nobody_named(assessment.event, assessment.tier, said)
    return Decision.objects.create(
        assessment=assessment,
        verdict=verdict,
        reason=said,
        residual=assessment.residual,
        decided_at=clock.now(),
        decided_by=by.key,
    )
