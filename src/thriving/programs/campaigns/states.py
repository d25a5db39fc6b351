"""From a plan to what came of it: a campaign, and a place that takes part in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare

DRAFT, PUBLISHED, RUNNING = "draft", "published", "running"
FINISHED, CANCELED, WITHDRAWN = "finished", "canceled", "withdrawn"
JOINED, LEFT = "joined", "left"
REPORTED, CONFIRMED = "reported", "confirmed"
SUGGESTED, CLAIMED, DONE = "suggested", "claimed", "done"

CAMPAIGN = declare(
    Lifecycle(
        "a campaign",
        start=DRAFT,
        moves=(
            Move(
                "publish",
                (DRAFT,),
                PUBLISHED,
                needs=("title", "text", "starts_on", "ends_on"),
                title=_("Publish it"),
            ),
            Move("start", (PUBLISHED,), RUNNING, title=_("Start")),
            Move("finish", (RUNNING,), FINISHED, needs=("learned",), title=_("Finish, with its lessons")),
            Move("cancel", (DRAFT, PUBLISHED, RUNNING), CANCELED, needs=("reason",), title=_("Cancel it")),
            Move("withdraw", (FINISHED,), WITHDRAWN, needs=("reason",), title=_("Withdraw its results")),
        ),
    )
)

INSTANCE = declare(
    Lifecycle(
        "a place in a campaign",
        start=DRAFT,
        moves=(
            Move("join", (DRAFT,), JOINED, needs=("title",), title=_("Show this place to everybody")),
            Move("leave", (DRAFT, JOINED), LEFT, needs=("reason",), title=_("Take this place out")),
        ),
    )
)

CONTRIBUTION = declare(
    Lifecycle(
        "a contribution",
        start=REPORTED,
        moves=(
            Move("confirm", (REPORTED,), CONFIRMED, title=_("Confirm")),
            # It turned out that somebody had confirmed their own.
            Move("doubt", (CONFIRMED,), REPORTED, title=_("Let it wait for somebody else")),
            Move("withdraw", (REPORTED, CONFIRMED), WITHDRAWN, title=_("Withdraw")),
        ),
    )
)

WORK_ITEM = declare(
    Lifecycle(
        "something on a worklist",
        start=SUGGESTED,
        moves=(
            Move("claim", (SUGGESTED,), CLAIMED, title=_("I take it")),
            Move("release", (CLAIMED,), SUGGESTED, title=_("Leave it to others")),
            Move("finish", (SUGGESTED, CLAIMED), DONE, title=_("It is done")),
            Move("reopen", (DONE,), SUGGESTED, title=_("There is more to do")),
        ),
    )
)
