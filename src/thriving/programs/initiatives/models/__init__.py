"""The tables of initiatives and of core duties."""

from thriving.programs.initiatives.models.duty import Duty, DutyState
from thriving.programs.initiatives.models.initiative import Initiative, Pace, State
from thriving.programs.initiatives.models.people import Involvement, Part
from thriving.programs.initiatives.models.trait import Sort, Trait

__all__ = ["Duty", "DutyState", "Initiative", "Involvement", "Pace", "Part", "Sort", "State", "Trait"]
