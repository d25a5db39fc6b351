"""From a granted proposal to an agreement that is closed; and from a drafted text to one that holds."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

DRAFT, SIGNED, ACTIVE, SUSPENDED, CLOSING, CLOSED = (
    "draft",
    "signed",
    "active",
    "suspended",
    "closing",
    "closed",
)
TERMINATED, RECOVERING, DROPPED = "terminated", "recovering", "dropped"
RUNNING = (SIGNED, ACTIVE, SUSPENDED, CLOSING)
ENDED = (CLOSED, DROPPED)

# As everybody reads them: in agreement, running, finished.
PUBLIC_STATES = {
    **dict.fromkeys((DRAFT, SIGNED), DRAFT),
    **dict.fromkeys((ACTIVE, SUSPENDED, CLOSING), ACTIVE),
    **dict.fromkeys((CLOSED, TERMINATED, RECOVERING, DROPPED), CLOSED),
}

AGREEMENT = declare(
    Lifecycle(
        "a grant agreement",
        start=DRAFT,
        moves=(
            Move("sign", (DRAFT,), SIGNED, needs=("begins_on", "ends_on"), title=_("Sign")),
            Move("drop", (DRAFT,), DROPPED, needs=("reason",), title=_("Give the agreement up")),
            Move("begin", (SIGNED,), ACTIVE, title=_("Begin")),
            Move("suspend", (ACTIVE,), SUSPENDED, needs=("reason",), title=_("Suspend")),
            Move("resume", (SUSPENDED,), ACTIVE, title=_("Go on")),
            Move("wind_up", (ACTIVE,), CLOSING, title=_("Begin to close it")),
            Move("reopen", (CLOSING,), ACTIVE, title=_("Take it up again")),
            Move("terminate", RUNNING, TERMINATED, needs=("reason",), title=_("End it before its time")),
            Move("recover", (TERMINATED,), RECOVERING, title=_("Say what is to be paid back")),
            Move("close", (CLOSING, RECOVERING), CLOSED, needs=("closed_on",), title=_("Close")),
        ),
    )
)

TEXT_DRAFT, TEXT_READY, TEXT_SIGNED, TEXT_WITHDRAWN = "draft", "ready", "signed", "withdrawn"
SEALED = (TEXT_READY, TEXT_SIGNED)

TEXT = declare(
    Lifecycle(
        "the text of a grant agreement",
        start=TEXT_DRAFT,
        moves=(
            Move("make_ready", (TEXT_DRAFT,), TEXT_READY, needs=("body", "seal", "ready_on")),
            Move("sign", (TEXT_READY,), TEXT_SIGNED, needs=("signed_on",)),
            Move("withdraw", (TEXT_DRAFT, TEXT_READY), TEXT_WITHDRAWN),
        ),
    )
)
