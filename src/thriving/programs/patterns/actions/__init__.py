"""What is done with learning patterns, each a verb."""

from thriving.programs.patterns.actions.using import endorse, reuse, take_back_endorsement, take_back_reuse
from thriving.programs.patterns.actions.writing import (
    Written,
    problems,
    publish,
    retire,
    rewrite,
    translate,
    write,
)

__all__ = [
    "Written",
    "endorse",
    "problems",
    "publish",
    "retire",
    "reuse",
    "rewrite",
    "take_back_endorsement",
    "take_back_reuse",
    "translate",
    "write",
]
