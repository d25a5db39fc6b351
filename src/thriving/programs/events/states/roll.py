"""A list of people that was brought in: looked at first, then taken in whole, and undone as a whole."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

CHECKED, TAKEN_IN, UNDONE, DISCARDED = "checked", "taken_in", "undone", "discarded"

_WITHOUT_FAULTS = Condition(
    lambda roll: roll.faults == 0,
    _("Some rows have errors. Mend them and bring the list again; nothing is taken in by halves."),
)

ROLL = declare(
    Lifecycle(
        "a list of participants",
        start=CHECKED,
        moves=(
            Move("take_in", (CHECKED,), TAKEN_IN, needs=(_WITHOUT_FAULTS,), title=_("Take the list in")),
            Move("undo", (TAKEN_IN,), UNDONE, title=_("Undo")),
            Move("discard", (CHECKED,), DISCARDED, title=_("Drop the list")),
        ),
    )
)
