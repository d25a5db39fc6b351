"""From a draft to what is in force, and to what takes its place."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

DRAFT, CONSULTATION, FROZEN, BALLOT_OPEN = "draft", "consultation", "frozen", "ballot_open"
RATIFIED, NOT_RATIFIED, ENDORSED = "ratified", "not_ratified", "endorsed"
IN_FORCE, SUPERSEDED, WITHDRAWN = "in_force", "superseded", "withdrawn"

BEING_WRITTEN = (DRAFT, CONSULTATION)
SEALED = (FROZEN, BALLOT_OPEN, RATIFIED, NOT_RATIFIED, ENDORSED, IN_FORCE, SUPERSEDED)
SETTLED = (ENDORSED, IN_FORCE)  # one can read and acknowledge it: it holds, or is going to
HELD = (IN_FORCE, SUPERSEDED)  # it holds, or held

VERSION = declare(
    Lifecycle(
        "a version of a code of conduct",
        start=DRAFT,
        moves=(
            Move(
                "consult",
                (DRAFT,),
                CONSULTATION,
                needs=("consulted_from", "consulted_until"),
                title=_("Ask everybody what they think of it"),
            ),
            Move(
                "freeze",
                (CONSULTATION,),
                FROZEN,
                needs=("consulted_on", "frozen_on", "seals"),
                title=_("Freeze the text"),
            ),
            Move("open_ballot", (FROZEN,), BALLOT_OPEN, title=_("Open the ballot")),
            Move("ratify", (BALLOT_OPEN,), RATIFIED),
            Move("reject", (BALLOT_OPEN,), NOT_RATIFIED),
            Move("endorse", (RATIFIED,), ENDORSED, title=_("Record the Board’s endorsement")),
            Move(
                "take_effect",
                (ENDORSED,),
                IN_FORCE,
                needs=("in_force_on", "review_due_on"),
                title=_("Put it in force"),
            ),
            Move("supersede", (IN_FORCE,), SUPERSEDED, needs=("superseded_on",)),
            Move(
                "withdraw",
                (*BEING_WRITTEN, FROZEN, RATIFIED),
                WITHDRAWN,
                needs=("reason",),
                title=_("Withdraw it"),
            ),
        ),
    )
)
