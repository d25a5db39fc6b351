"""What it costs to hide a cell: the more, the more people one would expect there."""

from __future__ import annotations

import hmac
from collections.abc import Iterable, Sequence
from math import log1p

from thriving.evidence.disclosure.releases import Unknown
from thriving.evidence.disclosure.system import System, unknown
from thriving.evidence.disclosure.tables import ALL, Cell, Table

WHIM = 4  # how many times dearer a secret makes a cell at most, beyond once


def costs(whole: System, every: Iterable[Sequence[Table]], secret: bytes) -> dict[Unknown, float]:
    """By the margins alone, not by how many there are, wherever a cell has margins.

    Otherwise which cells are hidden besides would tell something of what they hold. A ``secret`` makes some
    dearer than others, always the same ones, so that nobody can repeat the choice.
    """
    found: dict[Unknown, float] = dict(whole.counts)
    for number, tables in enumerate(every):
        for table in tables:
            if len(table.dimensions) > 1:
                found |= {unknown(number, table, cell): _expected(table, cell) for cell in table.inner()}
    return {at: (1 + 3 * log1p(people)) * (1 + _whim(at, secret)) for at, people in found.items()}


def _expected(table: Table, cell: Cell) -> float:
    return table[cell[0], ALL] * table[ALL, cell[1]] / max(table[table.total], 1)


def _whim(at: Unknown, secret: bytes) -> float:
    if not secret:
        return 0.0
    name = repr((at.population, sorted(at.place))).encode()
    return WHIM * int.from_bytes(hmac.digest(secret, name, "sha256")[:8], "big") / 2**64
