"""A request goes to one side, is agreed to, and ends; or it is passed on until somebody answers it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

ASKED, ACCEPTED, DECLINED = "asked", "accepted", "declined"
WITHDRAWN, EXPIRED, ENDED = "withdrawn", "expired", "ended"
OPEN, OVER = "open", "over"

# Whoever refuses without a word leaves the request as it is: it expires on its day like one that nobody read.
EXCHANGE = declare(
    Lifecycle(
        "an exchange of skills",
        start=ASKED,
        moves=(
            Move("accept", (ASKED,), ACCEPTED, title=_("Accept")),
            Move("decline", (ASKED,), DECLINED, title=_("Decline")),
            Move("withdraw", (ASKED,), WITHDRAWN, title=_("Withdraw")),
            Move("expire", (ASKED,), EXPIRED, title=_("Let it expire")),
            Move("end", (ACCEPTED,), ENDED, title=_("End")),
        ),
    )
)
CALL = declare(
    Lifecycle(
        "a request that is passed on",
        start=OPEN,
        moves=(
            Move("withdraw", (OPEN,), WITHDRAWN, title=_("Withdraw")),
            Move("close", (OPEN,), OVER, title=_("Close")),
        ),
    )
)
