"""What becomes of a group that asks to be recognized as an affiliate, and by when each step is due.

The steps and their days follow the recognition process for user groups of 2024. What follows the year on
trial is not published in full: here a check-in half-way must have been held, then it is decided.
"""

from __future__ import annotations

from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

# How long each state may last before somebody is late.
CLOCKS: dict[str, timedelta] = {
    "applied": timedelta(days=5),
    "in_review": timedelta(days=14),
    "interviewing": timedelta(days=30),
    "voting": timedelta(days=14),
    "on_trial": timedelta(days=182),  # until the check-in half-way
    "in_second_half": timedelta(days=365) - timedelta(days=182),
}

APPLYING = ("applied", "in_review", "interviewing", "voting")
STANDING = ("on_trial", "in_second_half", "recognized", "suspended")  # listed as affiliates
PUBLIC = (*STANDING, "derecognized")  # whose page everybody may open
REFUSED = ("declined", "withdrawn")  # whoever applied reads how it ended

# What everybody is told; staff see the step itself.
PUBLIC_WORDS: dict[str, str | Promise] = {
    "applied": _("Received"),
    "in_review": _("Under review"),
    "interviewing": _("Under review"),
    "voting": _("Under review"),
    "on_trial": _("Recognized on trial"),
    "in_second_half": _("Recognized on trial"),
    "recognized": _("Recognized"),
    "suspended": _("Suspended"),
    "derecognized": _("No longer recognized"),
    "declined": _("Declined"),
    "withdrawn": _("Withdrawn"),
}


_CARRIED = Condition(
    lambda affiliate: affiliate.vote_carried(),
    _("Record a vote first, with more voices in favor than against."),
)

RECOGNITION = declare(
    Lifecycle(
        "an affiliate",
        start="applied",
        moves=(
            Move("acknowledge", ("applied",), "in_review", title=_("Acknowledge and begin the review")),
            Move("invite", ("in_review",), "interviewing", title=_("Criteria met: invite to an interview")),
            Move("put_to_vote", ("interviewing",), "voting", title=_("Put to the vote")),
            Move(
                "begin_trial", ("voting",), "on_trial", needs=(_CARRIED,), title=_("Begin the year on trial")
            ),
            Move("check_in", ("on_trial",), "in_second_half", title=_("Note the check-in half-way")),
            Move("recognize", ("in_second_half",), "recognized", title=_("Recognize")),
            Move("suspend", ("recognized",), "suspended", needs=("reason",), title=_("Suspend")),
            Move("reinstate", ("suspended",), "recognized", title=_("Reinstate")),
            Move(
                "derecognize",
                STANDING,
                "derecognized",
                needs=("reason",),
                title=_("End the recognition"),
            ),
            Move("decline", APPLYING, "declined", needs=("reason",), title=_("Decline")),
            Move("withdraw", APPLYING, "withdrawn", title=_("Withdraw the application")),
        ),
    )
)
