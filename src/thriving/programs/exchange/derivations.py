"""By it the ledger can be compared with the exchanges that it tells of."""

from __future__ import annotations

from thriving.evidence.derivations import derivations
from thriving.programs.exchange.facts import STATEMENTS

for kind, statements in STATEMENTS.items():
    derivations.add(kind, statements)
