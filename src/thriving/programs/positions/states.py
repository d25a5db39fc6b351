"""From a plan to somebody at work: each move is a day that plans can count and readers can see."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

DRAFT, PLANNED, OPEN, CLOSED = "draft", "planned", "open", "closed"
PROMISED, FILLED, LEFT = "promised", "filled", "left"

POSITION = declare(
    Lifecycle(
        "a position",
        start=DRAFT,
        moves=(
            Move("describe", (DRAFT,), PLANNED, needs=("title", "summary"), title=_("Show its description")),
            Move("open", (PLANNED, CLOSED, LEFT), OPEN, title=_("Open it for applications")),
            Move("close", (PLANNED, OPEN, LEFT), CLOSED, title=_("Close it without anybody")),
            Move("promise", (OPEN,), PROMISED, title=_("Say who will begin")),
            Move("begin", (PROMISED,), FILLED, title=_("Say that work has begun")),
            Move("fill", (OPEN,), FILLED, title=_("Say that somebody has begun work")),
            Move("undo", (PROMISED, FILLED), OPEN, title=_("Say that nobody came after all")),
            Move("leave", (FILLED,), LEFT, title=_("Say that they have left")),
        ),
    )
)
