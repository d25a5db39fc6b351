"""A proposal from its draft to the decision, by inner names; and what everybody reads instead.

What follows a decision is the agreement's own life; `standing` asks it what a proposal is called then.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

DRAFT, SUBMITTED, SCREENING, INFO_REQUESTED = "draft", "submitted", "screening", "info_requested"
IN_REVIEW, DELIBERATION, DECISION_RECORDED = "in_review", "deliberation", "decision_recorded"
APPROVED, APPROVED_CONDITIONAL, DECLINED = "approved", "approved_conditional", "declined"
DEFERRED, INELIGIBLE, WITHDRAWN = "deferred", "ineligible", "withdrawn"

WITH_THE_OFFICER = (SUBMITTED, SCREENING, INFO_REQUESTED)
UNDER_REVIEW = (IN_REVIEW, DELIBERATION, DECISION_RECORDED)
GRANTED = (APPROVED, APPROVED_CONDITIONAL)
OVER = (*GRANTED, DECLINED, INELIGIBLE, WITHDRAWN)  # nothing more is decided about it
HANDED_IN = (*WITH_THE_OFFICER, *UNDER_REVIEW, DEFERRED, *GRANTED, DECLINED, INELIGIBLE)

PROPOSAL = declare(
    Lifecycle(
        "a proposal",
        start=DRAFT,
        moves=(
            Move("submit", (DRAFT,), SUBMITTED, needs=("submitted_at",), title=_("Hand in")),
            Move("screen", (SUBMITTED,), SCREENING, needs=("officer",), title=_("Begin to screen")),
            Move("ask_for_more", (SCREENING,), INFO_REQUESTED, title=_("Ask for more")),
            Move("answer", (INFO_REQUESTED,), SUBMITTED, title=_("Answer")),
            Move("turn_away", (SCREENING,), INELIGIBLE, needs=("reason",), title=_("Turn away")),
            Move("open_review", (SCREENING,), IN_REVIEW, title=_("Open the review")),
            Move("deliberate", (IN_REVIEW,), DELIBERATION, title=_("Begin to deliberate")),
            Move("record_decision", (DELIBERATION,), DECISION_RECORDED, title=_("Record the decision")),
            Move("approve", (DECISION_RECORDED,), APPROVED, needs=("awarded", "reason"), title=_("Approve")),
            Move(
                "approve_with_conditions",
                (DECISION_RECORDED,),
                APPROVED_CONDITIONAL,
                needs=("awarded", "reason"),
                title=_("Approve with conditions"),
            ),
            Move("decline", (DECISION_RECORDED,), DECLINED, needs=("reason",), title=_("Decline")),
            Move("defer", (DECISION_RECORDED,), DEFERRED, needs=("reason",), title=_("Defer")),
            Move("take_up_again", (DEFERRED,), DELIBERATION, title=_("Take it up again")),
            Move(
                "withdraw",
                (DRAFT, *WITH_THE_OFFICER, *UNDER_REVIEW, DEFERRED),
                WITHDRAWN,
                title=_("Withdraw"),
            ),
        ),
    )
)

BROUGHT, CHECKED, TAKEN_IN, UNDONE, DISCARDED = "brought", "checked", "taken_in", "undone", "discarded"

_WITHOUT_FAULTS = Condition(
    lambda intake: intake.faults == 0,
    _("Some rows have errors. Mend them and bring the table again; nothing is taken in by halves."),
)
INTAKE = declare(
    Lifecycle(
        "a spreadsheet of grants",
        start=BROUGHT,
        moves=(
            Move("check", (BROUGHT, CHECKED), CHECKED, needs=("mapping",), title=_("Check the rows")),
            Move("take_in", (CHECKED,), TAKEN_IN, needs=(_WITHOUT_FAULTS,), title=_("Take the grants in")),
            Move("undo", (TAKEN_IN,), UNDONE, title=_("Undo")),
            Move("discard", (BROUGHT, CHECKED), DISCARDED, title=_("Drop the table")),
        ),
    )
)

_RECEIVED, _MORE, _REVIEW = _("Received"), _("More information is needed"), _("Under review")

# What everybody reads; a decision is told when the applicant hears of it, not when it is recorded.
PUBLIC_WORDS: dict[str, str | Promise] = {
    DRAFT: _("Draft"),
    SUBMITTED: _RECEIVED,
    SCREENING: _RECEIVED,
    INFO_REQUESTED: _MORE,
    IN_REVIEW: _REVIEW,
    DELIBERATION: _REVIEW,
    DECISION_RECORDED: _REVIEW,
    APPROVED: _("Decided: it is funded"),
    APPROVED_CONDITIONAL: _("Decided: it is funded"),
    DECLINED: _("Decided: it is not funded"),
    DEFERRED: _("Decided: put off"),
    INELIGIBLE: _("Decided: it does not fit the round"),
    WITHDRAWN: _("Withdrawn"),
}
