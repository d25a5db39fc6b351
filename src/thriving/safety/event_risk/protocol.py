"""The protocol by which the risks of an event are looked at, as one declaration."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from thriving.evidence.facts.safety import STAKEHOLDER_ENGAGED, STAKEHOLDER_REQUIRED
from thriving.safety.event_risk.models import AssessmentState
from thriving.safety.event_risk.questionnaire import NEWEST
from thriving.safety.event_risk.roles import RISK_AUTHORITY, RISK_OFFICER
from thriving.safety.event_risk.states.assessment import (
    ACCEPTED,
    ACCEPTED_CONDITIONAL,
    ASSESSMENT,
    CHANGES_REQUESTED,
    ESCALATED,
    IN_REVIEW,
    REJECTED,
    SUBMITTED,
)
from thriving.safety.protocols.declarations import Clock, Protocol, Question, declare

REVIEW = Clock(
    "review",
    _("A risk officer takes up and decides what was handed in"),
    starts=(SUBMITTED, IN_REVIEW),
    ends=(ACCEPTED, ACCEPTED_CONDITIONAL, REJECTED, CHANGES_REQUESTED, ESCALATED),
    within=timedelta(days=14),
)
DECISION = Clock(
    "decision",
    _("An authority on risks decides what was passed to them"),
    starts=(ESCALATED,),
    ends=(ACCEPTED, ACCEPTED_CONDITIONAL, REJECTED, CHANGES_REQUESTED),
    within=timedelta(days=21),  # since it was handed in
)
EVENT_RISK = declare(
    Protocol(
        "event-risk",
        title=_("The risks of an event"),
        meaning=_(
            "What could happen to people at an event, what is done about it, and who accepts what remains. "
            "Nothing is paid for an event before it has passed."
        ),
        lifecycle=ASSESSMENT,
        states=dict(AssessmentState.choices),
        questions=tuple(Question(each.key, each.words) for each in NEWEST.questions),
        roles=(RISK_OFFICER, RISK_AUTHORITY),
        clocks=(REVIEW, DECISION),
        facts=(STAKEHOLDER_REQUIRED.name, STAKEHOLDER_ENGAGED.name),
    )
)
