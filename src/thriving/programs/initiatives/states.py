"""An initiative is written, offered, and one day no longer; a duty is held until somebody lays it down."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Condition, Lifecycle, Move, declare

DRAFT, PUBLISHED, CLOSED, WITHDRAWN = "draft", "published", "closed", "withdrawn"
OFFERED = (PUBLISHED, CLOSED)  # what everybody can read in lists
TOLD = (*OFFERED, WITHDRAWN)  # what everybody can read who has its address
HELD, ENDED = "held", "ended"


_NEEDED = (
    Condition(lambda it: bool(it.gives), _("Say what it gives.")),
    Condition(lambda it: bool(it.audiences), _("Say for whom it is.")),
    Condition(lambda it: bool(it.languages), _("Say in which languages one can take part.")),
    Condition(lambda it: bool(it.priorities), _("Say which priority of the plan it serves.")),
    Condition(lambda it: bool(it.how or it.how_url), _("Say how one takes part, in words or by an address.")),
)

INITIATIVE = declare(
    Lifecycle(
        "an initiative",
        start=DRAFT,
        moves=(
            Move(
                "publish",
                (DRAFT, CLOSED),
                PUBLISHED,
                needs=("title", "text", *_NEEDED),
                title=_("Publish"),
            ),
            Move("close", (PUBLISHED,), CLOSED, title=_("Close: nobody can join any more")),
            Move("withdraw", (DRAFT, PUBLISHED, CLOSED), WITHDRAWN, needs=("reason",), title=_("Withdraw")),
        ),
    )
)

DUTY = declare(
    Lifecycle(
        "a core duty",
        start=HELD,
        moves=(Move("end", (HELD,), ENDED, needs=("reason",), title=_("End")),),
    )
)
