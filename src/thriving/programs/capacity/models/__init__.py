"""Assessments with their levels, looks from outside, and growth paths."""

from thriving.programs.capacity.models.assessment import (
    HIGHEST,
    Assessment,
    Confidence,
    HandedIn,
    Level,
    Shown,
    Standing,
    State,
)
from thriving.programs.capacity.models.look import Look, LookState, Way
from thriving.programs.capacity.models.path import Declaration, Path, PathState, Served, Serves

__all__ = [
    "HIGHEST",
    "Assessment",
    "Confidence",
    "Declaration",
    "HandedIn",
    "Level",
    "Look",
    "LookState",
    "Path",
    "PathState",
    "Served",
    "Serves",
    "Shown",
    "Standing",
    "State",
    "Way",
]
