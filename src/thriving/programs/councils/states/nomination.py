"""A nomination is nobody's to see until its nominee says yes; then they stand, until it is decided."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

SENT, STANDING, WITHDRAWN, OVER = "sent", "standing", "withdrawn", "over"
SELECTED, RESERVE, NOT_SELECTED = "selected", "reserve", "not_selected"
DECIDED_ON = (SELECTED, RESERVE, NOT_SELECTED)

NOMINATION = declare(
    Lifecycle(
        "a nomination for a council",
        start=SENT,
        moves=(
            Move("accept", (SENT,), STANDING, title=_("Stand")),
            # Whoever declines, and whoever does not answer: nothing tells them apart afterwards.
            Move("let_go", (SENT,), OVER, title=_("Let it go")),
            Move("withdraw", (STANDING, RESERVE, SELECTED), WITHDRAWN, title=_("Withdraw")),
            Move("select", (STANDING, RESERVE), SELECTED, title=_("Select")),
            Move("keep", (STANDING,), RESERVE, title=_("Keep in reserve")),
            Move("pass_over", (STANDING,), NOT_SELECTED, title=_("Do not select")),
        ),
    )
)
