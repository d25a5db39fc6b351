"""By it the ledger can be compared with the crises that it tells of."""

from __future__ import annotations

from functools import partial

from thriving.evidence.derivations import beginnings, derivations
from thriving.safety.crisis.facts import BEGINNING, KINDS, statements

for kind in KINDS:
    beginnings.add(kind, BEGINNING)
    derivations.add(kind, partial(statements, kind))
