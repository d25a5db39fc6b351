"""The tables of councils, a file each."""

from thriving.programs.councils.models.council import Charter, Council, CouncilState, Owner
from thriving.programs.councils.models.seats import Membership, MembershipState, Seat, Term

__all__ = [
    "Charter",
    "Council",
    "CouncilState",
    "Membership",
    "MembershipState",
    "Owner",
    "Seat",
    "Term",
]
