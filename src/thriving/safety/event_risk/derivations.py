"""By it the ledger can be compared with the registers that it tells of."""

from __future__ import annotations

from functools import partial

from thriving.evidence.derivations import beginnings, derivations
from thriving.safety.event_risk import facts
from thriving.safety.event_risk.queries.registers import SOURCES

for kind in (facts.REQUIRED, facts.ENGAGED):
    derivations.add(kind, partial(facts.statements, kind))
    beginnings.add(kind, SOURCES)
