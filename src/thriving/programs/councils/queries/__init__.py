"""Councils, and what belongs to them, as their reader may see it."""

from thriving.programs.councils.queries.councils import councils_for, run_by, seats_of

__all__ = ["councils_for", "run_by", "seats_of"]
