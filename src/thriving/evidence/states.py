"""What becomes of an import, of a number that somebody typed, and of a table of people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

_WITHOUT_FAULTS = Condition(
    lambda batch: batch.faults == 0,
    _("Some rows have errors. Mend them in the file and upload it again; nothing is taken in by halves."),
)

BATCH = declare(
    Lifecycle(
        "an import of records",
        start="waiting",
        moves=(
            # From "reading" too: whoever read it may have died, and another goes on behind the last row.
            Move("read", ("waiting", "reading"), "reading", title=_("Read")),
            # From "checked" too, to compare again with what others have stated since.
            Move("resume", ("stopped", "reading", "checked"), "waiting", title=_("Go on")),
            Move("stop", ("waiting", "reading"), "stopped", title=_("Stop")),
            Move("refuse", ("reading",), "refused", needs=("problem",), title=_("Refuse")),
            Move("finish", ("reading",), "checked", title=_("Finish reading")),
            Move("apply", ("checked",), "applied", needs=(_WITHOUT_FAULTS,), title=_("Take in")),
            Move("undo", ("applied",), "undone", title=_("Undo")),
            Move("discard", ("waiting", "stopped", "refused", "checked"), "discarded", title=_("Discard")),
        ),
    )
)

STATED_VALUE = declare(
    Lifecycle(
        "a number typed by a person",
        start="proposed",
        moves=(
            Move("confirm", ("proposed",), "confirmed", needs=("decided_by",), title=_("Confirm")),
            Move("decline", ("proposed",), "declined", needs=("decided_by",), title=_("Decline")),
            Move("withdraw", ("proposed",), "retracted", title=_("Withdraw")),
            Move("retract", ("confirmed",), "retracted", needs=("decision_note",), title=_("Retract")),
        ),
    )
)

TABLE = declare(
    Lifecycle(
        "a table of people",
        start="proposed",
        moves=(
            Move("approve", ("proposed",), "approved", needs=("decided_by",), title=_("Approve")),
            Move("decline", ("proposed",), "declined", needs=("decided_by",), title=_("Decline")),
            Move("retire", ("approved",), "retired", needs=("retired_by", "retired_why"), title=_("Retire")),
        ),
    )
)
