"""The tables of review, a file each."""

from thriving.grants.review.models.committee import TOP, Committee, CommitteeState, Member, Rubric
from thriving.grants.review.models.deciding import Ballot, Choice, Decision, Outcome, Vote
from thriving.grants.review.models.reviewing import Closeness, Declaration, Review

__all__ = [
    "TOP",
    "Ballot",
    "Choice",
    "Closeness",
    "Committee",
    "CommitteeState",
    "Decision",
    "Declaration",
    "Member",
    "Outcome",
    "Review",
    "Rubric",
    "Vote",
]
