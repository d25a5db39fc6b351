"""By it the ledger can be compared with the experiments that it tells of."""

from __future__ import annotations

from thriving.evidence.derivations import derivations
from thriving.programs.experiments.facts import KIND, statements

derivations.add(KIND, statements)
