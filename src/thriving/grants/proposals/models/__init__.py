"""A proposal and what belongs to it, and the grants that came from a spreadsheet."""

from thriving.grants.proposals.models.budget import BudgetLine, Category, PaidBy
from thriving.grants.proposals.models.course import InfoRequest, Step
from thriving.grants.proposals.models.intake import Intake, IntakeRow, IntakeState
from thriving.grants.proposals.models.measures import ChosenMeasure
from thriving.grants.proposals.models.people import Applicant, Comment, DisclosedRole, SafetyNeeds
from thriving.grants.proposals.models.proposal import Proposal, ProposalState

__all__ = [
    "Applicant",
    "BudgetLine",
    "Category",
    "ChosenMeasure",
    "Comment",
    "DisclosedRole",
    "InfoRequest",
    "Intake",
    "IntakeRow",
    "IntakeState",
    "PaidBy",
    "Proposal",
    "ProposalState",
    "SafetyNeeds",
    "Step",
]
