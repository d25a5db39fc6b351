"""The life of a questionnaire."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

OPEN, CLOSED, FORGOTTEN = "open", "closed", "forgotten"

QUESTIONNAIRE = declare(
    Lifecycle(
        "questionnaire",
        OPEN,
        (
            Move("close", (OPEN,), CLOSED, title=_("Take no more answers")),
            Move("reopen", (CLOSED,), OPEN, title=_("Take answers again")),
            Move("forget", (OPEN, CLOSED), FORGOTTEN, title=_("Delete the answers")),
        ),
    )
)
