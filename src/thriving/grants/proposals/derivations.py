"""By it the ledger can be compared with the proposals that it tells of."""

from __future__ import annotations

from functools import partial

from thriving.evidence.derivations import beginnings, derivations
from thriving.grants.proposals.facts import BEGINNING, KINDS, statements

for kind in KINDS:
    beginnings.add(kind, BEGINNING)
    derivations.add(kind, partial(statements, kind))
