"""By it the ledger can be compared with the growth paths that it tells of."""

from __future__ import annotations

from thriving.evidence.derivations import beginnings, derivations
from thriving.programs.capacity.facts import BEGINNING, KIND, statements

beginnings.add(KIND, BEGINNING)  # imports may bring assessments of elsewhere
derivations.add(KIND, statements)
