"""A round of assessments, each assessment of it, and each table of sheets that is typed in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

DRAFT, OPEN, CLOSED = "draft", "open", "closed"
STARTED, FINISHED, WITHDRAWN = "started", "finished", "withdrawn"
CHECKED, TAKEN_IN, UNDONE, DISCARDED = "checked", "taken_in", "undone", "discarded"

ROUND = declare(
    Lifecycle(
        "a round of assessments",
        start=DRAFT,
        moves=(
            Move("open", (DRAFT,), OPEN, needs=("regions",), title=_("Open the round")),
            Move("close", (OPEN,), CLOSED, title=_("Close the round")),
            Move("reopen", (CLOSED,), OPEN, title=_("Open it again")),
        ),
    )
)
ASSESSMENT = declare(
    Lifecycle(
        "an assessment of a holder",
        start=STARTED,
        moves=(
            Move("finish", (STARTED, FINISHED), FINISHED, needs=("held_on",), title=_("Finish")),
            Move("withdraw", (STARTED, FINISHED), WITHDRAWN, title=_("Take it back")),
        ),
    )
)

_WITHOUT_FAULTS = Condition(
    lambda intake: intake.faults == 0,
    _("Some rows have errors. Mend them and bring the table again; nothing is taken in by halves."),
)
INTAKE = declare(
    Lifecycle(
        "a table of typed sheets",
        start=CHECKED,
        moves=(
            Move("take_in", (CHECKED,), TAKEN_IN, needs=(_WITHOUT_FAULTS,), title=_("Take the sheets in")),
            Move("undo", (TAKEN_IN,), UNDONE, title=_("Undo")),
            Move("discard", (CHECKED,), DISCARDED, title=_("Drop the table")),
        ),
    )
)
