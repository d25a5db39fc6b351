"""What is done with initiatives and core duties, each a verb."""

from thriving.programs.initiatives.actions.course import close, publish, withdraw
from thriving.programs.initiatives.actions.described import Described, problems
from thriving.programs.initiatives.actions.duties import DutyDescribed, describe_duty, end_duty, hold_duty
from thriving.programs.initiatives.actions.logic import write_logic
from thriving.programs.initiatives.actions.people import involve, release
from thriving.programs.initiatives.actions.translating import translate
from thriving.programs.initiatives.actions.writing import count_places, describe, propose

__all__ = [
    "Described",
    "DutyDescribed",
    "close",
    "count_places",
    "describe",
    "describe_duty",
    "end_duty",
    "hold_duty",
    "involve",
    "problems",
    "propose",
    "publish",
    "release",
    "translate",
    "withdraw",
    "write_logic",
]
