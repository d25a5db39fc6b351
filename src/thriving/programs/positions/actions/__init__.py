"""What is done with positions, each a verb."""

from thriving.programs.positions.actions.describing import Described, propose, rewrite
from thriving.programs.positions.actions.holding import begin, fill, leave, promise, show_name, undo
from thriving.programs.positions.actions.opening import close, describe, open_for_applications
from thriving.programs.positions.actions.reaching import reach_step

__all__ = [
    "Described",
    "begin",
    "close",
    "describe",
    "fill",
    "leave",
    "open_for_applications",
    "promise",
    "propose",
    "reach_step",
    "rewrite",
    "show_name",
    "undo",
]
