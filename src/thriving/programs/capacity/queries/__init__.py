"""Assessments, looks and growth paths as their reader may see them."""

from thriving.programs.capacity.queries.assessments import (
    assessable,
    assessments_for,
    assessments_kept_by,
    looks_judged_by,
    looks_open_to,
    peers_for,
)
from thriving.programs.capacity.queries.languages import spoken, standings_on
from thriving.programs.capacity.queries.paths import over, paths_for, paths_kept_by, with_all

__all__ = [
    "assessable",
    "assessments_for",
    "assessments_kept_by",
    "looks_judged_by",
    "looks_open_to",
    "over",
    "paths_for",
    "paths_kept_by",
    "peers_for",
    "spoken",
    "standings_on",
    "with_all",
]
