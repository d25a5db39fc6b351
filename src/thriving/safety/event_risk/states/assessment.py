"""A risk assessment from the need for one to its acceptance, and to the moment when it no longer holds."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare
from thriving.safety.event_risk.questionnaire import NONE
from thriving.safety.event_risk.stakeholding import TIERS
from thriving.safety.event_risk.states.triage import STANDS

REQUIRED, NOT_REQUIRED, DRAFT, SUBMITTED = "required", "not_required", "draft", "submitted"
IN_REVIEW, CHANGES_REQUESTED, ESCALATED = "in_review", "changes_requested", "escalated"
REJECTED, ACCEPTED, ACCEPTED_CONDITIONAL = "rejected", "accepted", "accepted_conditional"
STALE, DEBRIEFED = "stale", "debriefed"

HELD = (ACCEPTED, ACCEPTED_CONDITIONAL)  # it holds, as long as nothing has changed
WITH_REVIEWERS = (SUBMITTED, IN_REVIEW, ESCALATED)
WRITTEN = (DRAFT, CHANGES_REQUESTED)  # organizers write in it
BEGUN_ANEW = (REJECTED, STALE)  # the next version begins from it


def _none_is_needed(assessment: Any) -> bool:
    signed = assessment.event.risk_triages.filter(state=STANDS, tier=NONE).exclude(decided_by="")
    return bool(signed.exists())


def _is_within_authority(assessment: Any) -> bool:
    return bool(1 <= assessment.residual <= assessment.limit)


def _each_proviso_is_whole(assessment: Any) -> bool:
    provisos = list(assessment.provisos.all())
    return bool(provisos) and all(each.owner_id and each.due_on for each in provisos)


def _none_asked(assessment: Any) -> bool:
    return not assessment.provisos.exists()


_SIGNED_OFF = Condition(
    _none_is_needed,
    _("Only a triage that two people signed can find that no assessment is needed."),
)
_HAS_TIER = Condition(
    lambda assessment: assessment.tier in TIERS,
    _("Answer the few questions of the triage first: they say how carefully to look."),
)
_WITHIN_AUTHORITY = Condition(
    _is_within_authority, _("What remains of the risk is greater than you may accept.")
)
_HAS_PROVISOS = Condition(
    _each_proviso_is_whole,
    _("Write down what it is accepted on: each condition with whoever answers for it, and by when."),
)
_NO_PROVISOS = Condition(
    _none_asked, _("Conditions are written down: accept it on these conditions, or take them out first.")
)

ASSESSMENT = declare(
    Lifecycle(
        "a risk assessment",
        start=REQUIRED,
        moves=(
            Move("set_aside", (REQUIRED, *WRITTEN), NOT_REQUIRED, needs=(_SIGNED_OFF,)),
            Move("ask_again", (NOT_REQUIRED,), REQUIRED),
            Move("begin", (REQUIRED,), DRAFT, needs=(_HAS_TIER,), title=_("Begin the assessment")),
            Move("submit", (DRAFT,), SUBMITTED, needs=("material",), title=_("Hand it in for review")),
            Move("take_up", (SUBMITTED,), IN_REVIEW, needs=("reviewer",), title=_("Take up the review")),
            Move("ask_changes", (IN_REVIEW, ESCALATED), CHANGES_REQUESTED, title=_("Ask for changes")),
            Move("rewrite", (CHANGES_REQUESTED,), DRAFT, title=_("Go on writing")),
            Move("escalate", (IN_REVIEW,), ESCALATED, title=_("Pass it to an authority on risks")),
            Move("reject", (IN_REVIEW, ESCALATED), REJECTED, title=_("Reject it")),
            Move(
                "accept",
                (IN_REVIEW, ESCALATED),
                ACCEPTED,
                needs=("decided_by", "valid_until", _WITHIN_AUTHORITY, _NO_PROVISOS),
                title=_("Accept it"),
            ),
            Move(
                "accept_on_conditions",
                (IN_REVIEW, ESCALATED),
                ACCEPTED_CONDITIONAL,
                needs=("decided_by", "valid_until", _WITHIN_AUTHORITY, _HAS_PROVISOS),
                title=_("Accept it on conditions"),
            ),
            Move("go_stale", HELD, STALE, needs=("stale_why",)),
            Move("debrief", (*HELD, STALE), DEBRIEFED, title=_("Look back")),
        ),
    )
)
