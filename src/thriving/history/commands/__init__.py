"""`thriving history`: dumps into a lake, and what the lake holds. It needs no server and no database."""

from thriving.history.commands.group import history

__all__ = ["history"]
