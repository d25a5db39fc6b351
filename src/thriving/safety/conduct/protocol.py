"""The way of a code of conduct, as one declaration."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from thriving.evidence.facts.milestones import MILESTONE_REACHED
from thriving.safety.conduct.actions.endorsing import A_YEAR
from thriving.safety.conduct.models import VersionState
from thriving.safety.conduct.roles import KEEPER, SECRETARY
from thriving.safety.conduct.states import (
    BALLOT_OPEN,
    CONSULTATION,
    FROZEN,
    IN_FORCE,
    NOT_RATIFIED,
    RATIFIED,
    SUPERSEDED,
    VERSION,
)
from thriving.safety.protocols.declarations import Clock, Protocol, declare

COMMENTS = Clock(
    "comments",
    _("Every comment is answered before the text is frozen"),
    starts=(CONSULTATION,),
    ends=(FROZEN,),
    depends=_("by the last day of the consultation"),
)
BALLOT = Clock(
    "ballot",
    _("Whoever is on the roll votes"),
    starts=(BALLOT_OPEN,),
    ends=(RATIFIED, NOT_RATIFIED),
    depends=_("by the last day that was declared"),
)
REVIEW = Clock(
    "review", _("What is in force is reviewed"), starts=(IN_FORCE,), ends=(SUPERSEDED,), within=A_YEAR
)
CONDUCT = declare(
    Protocol(
        "code-of-conduct",
        title=_("The Code of Conduct"),
        meaning=_(
            "How a code of conduct is written in the open, voted on, endorsed by the Board and put in force, "
            "and who has acknowledged it."
        ),
        lifecycle=VERSION,
        states=dict(VersionState.choices),
        roles=(KEEPER, SECRETARY),
        clocks=(COMMENTS, BALLOT, REVIEW),
        facts=(MILESTONE_REACHED.name,),
        page="conduct:codes",
    )
)
