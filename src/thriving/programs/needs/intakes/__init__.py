"""Typed sheets as they come. Nothing here writes: a table becomes rows, each with what is wrong with it."""

from thriving.programs.needs.intakes.matching import resolve
from thriving.programs.needs.intakes.reading import LIMITS, Line, Reading, read

__all__ = ["LIMITS", "Line", "Reading", "read", "resolve"]
