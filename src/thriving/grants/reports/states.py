"""A grantee's report, from its day being set to its being accepted. Overdue is computed, no state."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

SCHEDULED, OPEN, SUBMITTED = "scheduled", "open", "submitted"
CHANGES_REQUESTED, ACCEPTED, WAIVED = "changes_requested", "accepted", "waived"

WRITTEN_IN = (SCHEDULED, OPEN, CHANGES_REQUESTED)  # the grantee's side has it in hand
OVER = (ACCEPTED, WAIVED)

REPORT = declare(
    Lifecycle(
        "a report of a grant",
        start=SCHEDULED,
        moves=(
            Move("open", (SCHEDULED,), OPEN, title=_("Begin to write")),
            Move(
                "submit",
                (OPEN, CHANGES_REQUESTED),
                SUBMITTED,
                needs=("done", "learned", "submitted_at", "first_submitted_at"),
                title=_("Hand in"),
            ),
            Move(
                "ask_changes", (SUBMITTED,), CHANGES_REQUESTED, needs=("answer",), title=_("Ask for changes")
            ),
            Move("accept", (SUBMITTED,), ACCEPTED, needs=("decided_on",), title=_("Accept")),
            Move("waive", WRITTEN_IN, WAIVED, needs=("answer", "decided_on"), title=_("Waive")),
        ),
    )
)
