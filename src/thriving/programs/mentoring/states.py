"""What mentors and newcomers tell is open, paused or over; a pair is asked for, agreed to, and ends."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

OPEN, PAUSED, OVER = "open", "paused", "over"
ASKED, ACCEPTED, DECLINED, WITHDRAWN, ENDED = "asked", "accepted", "declined", "withdrawn", "ended"

LINES = declare(
    Lifecycle(
        "an offer to mentor, or a wish to learn",
        start=OPEN,
        moves=(
            Move("pause", (OPEN,), PAUSED, title=_("Pause")),
            Move("resume", (PAUSED,), OPEN, title=_("Open again")),
            Move("end", (OPEN, PAUSED), OVER, title=_("End")),
            Move("renew", (OVER,), OPEN, title=_("Open anew")),
        ),
    )
)
PAIR = declare(
    Lifecycle(
        "a mentor and a newcomer",
        start=ASKED,
        moves=(
            Move("accept", (ASKED,), ACCEPTED, title=_("Accept")),
            Move("decline", (ASKED,), DECLINED, title=_("Decline")),
            Move("withdraw", (ASKED,), WITHDRAWN, title=_("Withdraw")),
            Move("end", (ACCEPTED,), ENDED, title=_("End")),
        ),
    )
)
