"""`thriving history`: dumps into a lake, and what the lake holds. It needs no server and no database."""

from thriving.history.commands import check, describe, generate, ingest, measure, metrics, people
from thriving.history.commands.group import history

__all__ = ["check", "describe", "generate", "history", "ingest", "measure", "metrics", "people"]
