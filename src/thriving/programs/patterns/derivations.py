"""By it the ledger can be compared with the reuses that it tells of."""

from __future__ import annotations

from thriving.evidence.derivations import derivations
from thriving.programs.patterns.facts import PATTERN_REUSED, statements

derivations.add(PATTERN_REUSED.name, statements)
