"""How an assessment, a look from outside and a growth path go on."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

DRAFT, HANDED_IN, RETURNED, CONFIRMED = "draft", "handed_in", "returned", "confirmed"
WITHDRAWN = "withdrawn"
ASKED, ACCEPTED, DECLINED, CALLED_OFF = "asked", "accepted", "declined", "called_off"
PLANNED, RUNNING, FINISHED, ABANDONED = "planned", "running", "finished", "abandoned"

WRITTEN = (DRAFT, RETURNED)  # while its levels may still change
TOLD = (HANDED_IN, CONFIRMED)  # what others may read, as far as the affiliate shows it
OPEN = (ASKED, ACCEPTED)  # a look from outside that is not over
COUNTED = (RUNNING, FINISHED)  # paths whose declaration is sealed
APART = timedelta(days=365)  # so long an office, or a look the other way, keeps somebody from looking

ASSESSMENT = declare(
    Lifecycle(
        "an assessment of capacities",
        start=DRAFT,
        moves=(
            Move("hand_in", WRITTEN, HANDED_IN, title=_("Hand it in")),
            Move("confirm", (HANDED_IN,), CONFIRMED, title=_("Confirm it")),
            Move("give_back", (HANDED_IN,), RETURNED, needs=("reason",), title=_("Give it back")),
            Move("withdraw", TOLD, WITHDRAWN, needs=("reason",), title=_("Withdraw it")),
        ),
    )
)
LOOK = declare(
    Lifecycle(
        "a look at an assessment from outside",
        start=ASKED,
        moves=(
            Move("accept", (ASKED,), ACCEPTED, title=_("Take it on")),
            Move("decline", (ASKED, ACCEPTED), DECLINED, title=_("Decline")),
            Move("call_off", OPEN, CALLED_OFF, title=_("Call it off")),
            Move("confirm", (ACCEPTED,), CONFIRMED, title=_("Confirm it")),
            Move("give_back", (ACCEPTED,), RETURNED, title=_("Give it back")),
        ),
    )
)
PATH = declare(
    Lifecycle(
        "a growth path",
        start=PLANNED,
        moves=(
            Move("start", (PLANNED,), RUNNING, title=_("Start: from here on nothing of it changes")),
            Move(
                "end_early", (RUNNING,), RUNNING, needs=("ended_why",), title=_("The program ended earlier")
            ),
            Move("finish", (RUNNING,), FINISHED, title=_("Finish, with the second assessment")),
            Move(
                "abandon", (PLANNED, RUNNING, FINISHED), ABANDONED, needs=("reason",), title=_("Give it up")
            ),
        ),
    )
)
