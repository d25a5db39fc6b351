"""By it the ledger can be compared with the events that it tells of."""

from __future__ import annotations

from thriving.evidence.derivations import derivations
from thriving.programs.events.facts.event import KIND, statements

derivations.add(KIND, statements)
