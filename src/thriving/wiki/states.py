"""What becomes of dumps that somebody wants in the lake."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

RUN = declare(
    Lifecycle(
        "a run of dumps into the lake",
        start="waiting",
        moves=(
            # From "reading" too: whoever read it may have died, and the lake goes on where it was.
            Move("read", ("waiting", "reading"), "reading", title=_("Read")),
            Move("resume", ("stopped", "refused", "reading"), "waiting", title=_("Go on")),
            Move("stop", ("waiting", "reading"), "stopped", title=_("Stop")),
            Move("refuse", ("reading",), "refused", needs=("problem",), title=_("Refuse")),
            # From "stopped" too: whoever stopped it may have come when the lake had it already.
            Move("finish", ("reading", "stopped"), "done", title=_("Finish reading")),
            Move("discard", ("stopped", "refused"), "discarded", title=_("Discard")),
        ),
    )
)
