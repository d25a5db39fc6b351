"""Somebody sits on a council, may be on leave, and leaves it in one of three ways."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

ACTIVE, LEAVE = "active", "leave"
RESIGNED, REMOVED, ENDED = "resigned", "removed", "ended"
HOLDING = (ACTIVE, LEAVE)  # the seat is theirs

MEMBERSHIP = declare(
    Lifecycle(
        "a membership of a council",
        start=ACTIVE,
        moves=(
            Move("pause", (ACTIVE,), LEAVE, title=_("Go on leave")),
            Move("resume", (LEAVE,), ACTIVE, title=_("Come back")),
            Move("resign", HOLDING, RESIGNED, title=_("Resign")),
            Move("remove", HOLDING, REMOVED, title=_("Remove from the council")),
            Move("end", HOLDING, ENDED, title=_("End with the term")),
        ),
    )
)
