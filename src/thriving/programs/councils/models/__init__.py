"""The tables of councils, a file each."""

from thriving.programs.councils.models.calls import TOP, Call, CallState, Panelist, Rubric
from thriving.programs.councils.models.council import Charter, Council, CouncilState, Owner
from thriving.programs.councils.models.meetings import (
    AgendaItem,
    Attendance,
    Meeting,
    MeetingState,
    Minutes,
    Part,
    Presence,
    Resolution,
)
from thriving.programs.councils.models.nominations import (
    Decision,
    Nomination,
    NominationState,
    Place,
    Recusal,
    Sheet,
)
from thriving.programs.councils.models.recommendations import (
    Addressed,
    Adoption,
    Answer,
    AnswerKind,
    AnswerTime,
    FollowUp,
    Recommendation,
    RecommendationState,
    Theme,
)
from thriving.programs.councils.models.seats import Membership, MembershipState, Seat, Term

__all__ = [
    "TOP",
    "Addressed",
    "Adoption",
    "AgendaItem",
    "Answer",
    "AnswerKind",
    "AnswerTime",
    "Attendance",
    "Call",
    "CallState",
    "Charter",
    "Council",
    "CouncilState",
    "Decision",
    "FollowUp",
    "Meeting",
    "MeetingState",
    "Membership",
    "MembershipState",
    "Minutes",
    "Nomination",
    "NominationState",
    "Owner",
    "Panelist",
    "Part",
    "Place",
    "Presence",
    "Recommendation",
    "RecommendationState",
    "Recusal",
    "Resolution",
    "Rubric",
    "Seat",
    "Sheet",
    "Term",
    "Theme",
]
