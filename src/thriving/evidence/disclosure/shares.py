"""Percentages that tell no more than the counts beside them."""

from __future__ import annotations

from thriving.evidence.disclosure.tables import Cell, PublishedTable

STEP = 5  # people: both counts are rounded to this before they are divided


def percent(table: PublishedTable, cell: Cell, of: Cell) -> int | None:
    """The share of ``cell`` in the margin ``of``, in whole percent; nothing where either is hidden."""
    part, whole = table[cell], table[of]
    if part is None or whole is None:
        return None
    rounded = _rounded(whole)
    return min(100, round(100 * _rounded(part) / rounded)) if rounded else None


def _rounded(people: int) -> int:
    return STEP * ((2 * people + STEP) // (2 * STEP))
