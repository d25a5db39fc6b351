"""What is done against a risk, and what an acceptance rests on: promised, done, and seen by somebody else."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

PLANNED, DONE, VERIFIED, DROPPED = "planned", "done", "verified", "dropped"
OPEN, MET = "open", "met"

MITIGATION = declare(
    Lifecycle(
        "a measure against a risk",
        start=PLANNED,
        moves=(
            Move("do", (PLANNED,), DONE, needs=("done_by",), title=_("Say that it is done")),
            Move("verify", (DONE,), VERIFIED, needs=("verified_by",), title=_("Confirm that it is done")),
            Move("send_back", (DONE,), PLANNED, title=_("Say that it is not done")),
            Move("drop", (PLANNED,), DROPPED, title=_("Drop it")),
        ),
    )
)

PROVISO = declare(
    Lifecycle(
        "a condition of an acceptance",
        start=OPEN,
        moves=(
            Move("meet", (OPEN,), MET, needs=("met_by",), title=_("Say that it is met")),
            Move("verify", (MET,), VERIFIED, needs=("verified_by",), title=_("Confirm that it is met")),
            Move("send_back", (MET,), OPEN, title=_("Say that it is not met")),
        ),
    )
)
