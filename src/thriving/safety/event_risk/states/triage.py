"""How carefully to look: more care holds at once, less care only once somebody else agrees."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

PROPOSED, STANDS, DECLINED, REPLACED = "proposed", "stands", "declined", "replaced"

TRIAGE = declare(
    Lifecycle(
        "a triage of an event",
        start=PROPOSED,
        moves=(
            Move("stand", (PROPOSED,), STANDS, title=_("Let it stand")),
            Move("decline", (PROPOSED,), DECLINED, needs=("decided_by",), title=_("Do not agree")),
            Move("replace", (PROPOSED, STANDS), REPLACED),
        ),
    )
)
