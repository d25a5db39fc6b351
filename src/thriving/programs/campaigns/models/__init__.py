"""The tables of campaigns and boxes, a file each."""

from thriving.programs.campaigns.models.box import Box, BoxPiece, BoxVersion, Keeper, Lesson
from thriving.programs.campaigns.models.campaign import Campaign, Coordinator, GoalRule, State
from thriving.programs.campaigns.models.contribution import (
    Contribution,
    ContributionState,
    Contributor,
    Done,
    EventLink,
    How,
)
from thriving.programs.campaigns.models.instance import (
    CampaignMark,
    Instance,
    InstanceOrganizer,
    InstanceState,
    Marked,
)
from thriving.programs.campaigns.models.listed import ContributionList
from thriving.programs.campaigns.models.measurement import Measurement
from thriving.programs.campaigns.models.piece import FromList, ItemState, Piece, WorkItem

__all__ = [
    "Box",
    "BoxPiece",
    "BoxVersion",
    "Campaign",
    "CampaignMark",
    "Contribution",
    "ContributionList",
    "ContributionState",
    "Contributor",
    "Coordinator",
    "Done",
    "EventLink",
    "FromList",
    "GoalRule",
    "How",
    "Instance",
    "InstanceOrganizer",
    "InstanceState",
    "ItemState",
    "Keeper",
    "Lesson",
    "Marked",
    "Measurement",
    "Piece",
    "State",
    "WorkItem",
]
