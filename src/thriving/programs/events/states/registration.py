"""From a place, or the wait for one, to having given it back. Who gives it back may register again."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

WAITING, PLACED, WITHDRAWN = "waiting", "placed", "withdrawn"
COMING = (PLACED, WAITING)

REGISTRATION = declare(
    Lifecycle(
        "a registration for an event",
        start=WAITING,
        moves=(
            Move("place", (WAITING,), PLACED, title=_("Give a place")),
            Move("withdraw", (WAITING, PLACED), WITHDRAWN, title=_("Give the place back")),
            Move("register_again", (WITHDRAWN,), WAITING, title=_("Register again")),
        ),
    )
)
