"""A meeting is planned, called, opened and recorded; two gates keep minors from meeting without two adults.

A move asks its gate by itself: whoever takes it, from a page, a command or a test, passes the same gate.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock, gate
from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

PLANNED, CALLED, IN_SESSION, HELD, CALLED_OFF = "planned", "called", "open", "held", "called_off"
AHEAD = (PLANNED, CALLED)
SHARED = (CALLED, IN_SESSION, HELD)  # with those who are expected

TWO_NAMED = gate.declare(
    gate.Gate(
        "two cleared adults are named",
        {"named": _("Two adults are named"), "cleared": _("Both are cleared on the day of the meeting")},
    )
)
TWO_PRESENT = gate.declare(
    gate.Gate("two cleared adults are present", {"present": _("Two cleared adults are present")})
)

_two_are_named = Condition(
    lambda meeting: TWO_NAMED.ask(meeting).open,
    _(
        "Where a minor may take part, two adults must be named whose clearance holds on that day. "
        "The page of the meeting says what is missing."
    ),
)
_two_are_present = Condition(
    lambda meeting: TWO_PRESENT.ask(meeting).open,
    _(
        "Where a minor may take part, two cleared adults must be there. "
        "The page of the meeting says what is missing."
    ),
)
_is_ahead = Condition(
    lambda meeting: meeting.starts_at > clock.now(),
    _("This time has passed: choose another day first."),
)
_has_begun = Condition(
    lambda meeting: meeting.opens_at <= clock.now(),
    _("A meeting is opened when it begins, not earlier."),
)
_is_over = Condition(
    lambda meeting: meeting.starts_at <= clock.now(),
    _("What has not begun cannot be recorded as held."),
)
MEETING = declare(
    Lifecycle(
        "a meeting of a council",
        start=PLANNED,
        moves=(
            Move("call", (PLANNED,), CALLED, needs=(_is_ahead, _two_are_named), title=_("Call the meeting")),
            Move(
                "open",
                (CALLED,),
                IN_SESSION,
                needs=(_has_begun, _two_are_named, _two_are_present),
                title=_("Open the meeting"),
            ),
            Move(
                "record",
                (IN_SESSION,),
                HELD,
                needs=(_is_over, _two_are_named, _two_are_present),
                title=_("Record that it was held"),
            ),
            Move(
                "call_off",
                (PLANNED, CALLED, IN_SESSION),
                CALLED_OFF,
                needs=("reason",),
                title=_("Call it off"),
            ),
        ),
    )
)
