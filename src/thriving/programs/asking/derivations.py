"""By it the ledger can be compared with the questions that it tells of."""

from __future__ import annotations

from functools import partial

from thriving.evidence.derivations import derivations
from thriving.programs.asking.facts import STATEMENTS, statements

for kind in STATEMENTS:
    derivations.add(kind, partial(statements, kind))
