"""By it the ledger can be compared with the positions that it tells of."""

from __future__ import annotations

from functools import partial

from thriving.evidence.derivations import beginnings, derivations
from thriving.programs.positions.facts import BEGINNING, FILLED, LEFT, statements

for kind in (FILLED, LEFT):
    beginnings.add(kind, BEGINNING)
    derivations.add(kind, partial(statements, kind))
