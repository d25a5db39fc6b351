"""What is done with milestones, each a verb."""

from thriving.programs.milestones.actions.following import settle, tie, untie
from thriving.programs.milestones.actions.owning import name_owner, release_owner
from thriving.programs.milestones.actions.preparing import Prepared, StepSaid, have, prepare, rewrite
from thriving.programs.milestones.actions.proving import Shown, reach, take_back

__all__ = [
    "Prepared",
    "Shown",
    "StepSaid",
    "have",
    "name_owner",
    "prepare",
    "reach",
    "release_owner",
    "rewrite",
    "settle",
    "take_back",
    "tie",
    "untie",
]
