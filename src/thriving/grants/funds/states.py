"""A round: drafted, open for applications, closed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

DRAFT, OPEN, CLOSED = "draft", "open", "closed"

ROUND = declare(
    Lifecycle(
        "a round of grants",
        start=DRAFT,
        moves=(
            Move("open", (DRAFT,), OPEN, needs=("regions",), title=_("Open the round")),
            Move("close", (OPEN,), CLOSED, title=_("Close the round")),
            Move("reopen", (CLOSED,), OPEN, title=_("Open it again")),
        ),
    )
)
