"""From a question to its answer, on the way perhaps through other hands."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

ASKED, PASSED, ASKED_AGAIN = "asked", "passed", "asked_again"
ANSWERED, DECLINED, SET_ASIDE, CLOSED = "answered", "declined", "set_aside", "closed"

WAITING = (ASKED, PASSED, ASKED_AGAIN)  # for the people of an area
HEARD = (ANSWERED, DECLINED)


def _asked_once(question: Any) -> bool:
    return question.followed_up_at is None


QUESTION = declare(
    Lifecycle(
        "a question",
        start=ASKED,
        moves=(
            Move("pass_on", WAITING, PASSED, title=_("Pass on to another area")),
            Move("answer", WAITING, ANSWERED, title=_("Answer")),
            Move("decline", WAITING, DECLINED, title=_("Decline, with a reason")),
            Move("set_aside", WAITING, SET_ASIDE, title=_("Set aside: this is no question")),
            Move(
                "follow_up",
                (ANSWERED,),
                ASKED_AGAIN,
                needs=(Condition(_asked_once, _("One may ask back once; for more, ask a new question.")),),
                title=_("Ask back"),
            ),
            Move("close", (*WAITING, *HEARD), CLOSED, title=_("Close")),
        ),
    )
)
