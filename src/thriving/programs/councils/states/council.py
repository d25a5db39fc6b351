"""A council is prepared, then it sits, and at last it is closed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare
from thriving.programs.councils.states.membership import HOLDING

PREPARING, SITTING, CLOSED = "preparing", "sitting", "closed"

_has_a_charter = Condition(
    lambda council: council.charters.exists(),
    _("A council needs a charter first: it says what the council may do, and how."),
)
_says_whom_to_turn_to = Condition(
    lambda council: bool(council.safeguarding_contact),
    _("Say first whom to turn to when somebody is not safe."),
)
_has_members = Condition(
    lambda council: council.memberships.filter(state__in=HOLDING).exists(),
    _("A council begins with its first members: give somebody a seat."),
)
COUNCIL = declare(
    Lifecycle(
        "a council",
        start=PREPARING,
        moves=(
            Move(
                "begin",
                (PREPARING,),
                SITTING,
                needs=(_has_a_charter, _says_whom_to_turn_to, _has_members),
                title=_("Let the council begin"),
            ),
            Move("close", (PREPARING, SITTING), CLOSED, title=_("Close the council")),
        ),
    )
)
