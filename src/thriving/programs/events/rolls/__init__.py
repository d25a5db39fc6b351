"""Lists as they come. Nothing here writes: a list becomes rows, each with what it says and what is wrong."""

from __future__ import annotations

from typing import BinaryIO

from thriving.kernel import tables
from thriving.programs.events.models import Event
from thriving.programs.events.rolls import dashboard
from thriving.programs.events.rolls.lines import LIMITS, Brought, Line, plain
from thriving.programs.events.rolls.people import COLUMNS, read_names, read_people, resolve, user_name

__all__ = ["COLUMNS", "LIMITS", "Brought", "Line", "read_names", "read_table", "resolve", "user_name"]


def read_table(event: Event, file: BinaryIO) -> Brought:
    """Whatever a table tells of: people, or by the Dashboard's overview totals, or articles.

    Raises Unreadable, with a sentence for who brought it.
    """
    table = tables.read(file, LIMITS)
    columns = frozenset(map(plain, table.header))
    if dashboard.is_overview(columns):
        return dashboard.read_overview(event, table)
    if dashboard.is_articles(columns):
        return dashboard.read_articles(event, table)
    return read_people(event, table)
