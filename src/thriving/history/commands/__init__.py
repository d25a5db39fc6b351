"""`thriving history`: dumps into a lake, and what the lake holds. It needs no server and no database."""

from thriving.history.commands import describe, ingest, measure, metrics
from thriving.history.commands.group import history

__all__ = ["describe", "history", "ingest", "measure", "metrics"]
