"""A recommendation is adopted, must be answered, and what was promised is followed up."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

DRAFT, OPEN, ANSWERED = "draft", "open", "answered"
DONE, NOT_DONE = "done", "not_done"
DROPPED, WITHDRAWN, MERGED = "dropped", "withdrawn", "merged"

UNTOLD = (DRAFT, DROPPED)  # what the council has not adopted is its own
FOLLOWED = (ANSWERED, DONE, NOT_DONE)
PROMISES = ("accepted", "in_part")  # answers after which the council is told what became of it


def _is_addressed(recommendation: Any) -> bool:
    return recommendation.addressee_id is not None


def _was_promised(recommendation: Any) -> bool:
    return recommendation.answer in PROMISES


RECOMMENDATION = declare(
    Lifecycle(
        "a recommendation",
        start=DRAFT,
        moves=(
            Move(
                "adopt",
                (DRAFT,),
                OPEN,
                needs=(
                    "title",
                    "text",
                    Condition(_is_addressed, _("Name the person who is to answer first.")),
                ),
                title=_("Record that the council adopted it"),
            ),
            Move("drop", (DRAFT,), DROPPED, title=_("Drop this draft")),
            Move("answer", (OPEN,), ANSWERED, title=_("Answer")),
            Move("withdraw", (OPEN,), WITHDRAWN, needs=("reason",), title=_("Withdraw it")),
            Move("merge", (OPEN,), MERGED, needs=("reason",), title=_("Make it part of another one")),
            Move(
                "do",
                (ANSWERED, NOT_DONE),
                DONE,
                needs=(Condition(_was_promised, _("What was declined is not followed up.")),),
                title=_("Say that it is done"),
            ),
            Move(
                "leave_undone",
                (ANSWERED, DONE),
                NOT_DONE,
                needs=(Condition(_was_promised, _("What was declined is not followed up.")),),
                title=_("Say that it is not done"),
            ),
        ),
    )
)
