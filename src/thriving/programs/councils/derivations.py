"""By it the ledger can be compared with the seats and the recommendations that it tells of."""

from __future__ import annotations

from functools import partial

from thriving.evidence.derivations import derivations
from thriving.programs.councils import answered, facts

derivations.add(facts.SEAT_FILLED.name, facts.statements)
for kind in answered.STATEMENTS:
    derivations.add(kind, partial(answered.statements, kind))
