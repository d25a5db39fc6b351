"""By it the ledger can be compared with the assessments that it tells of."""

from thriving.evidence.derivations import derivations
from thriving.programs.needs.facts import KIND, statements

derivations.add(KIND, statements)
