"""By it the ledger can be compared with the duties that it tells of."""

from __future__ import annotations

from thriving.evidence.derivations import derivations
from thriving.programs.initiatives.facts import DUTY_HELD, statements

derivations.add(DUTY_HELD.name, statements)
