"""By it the ledger can be compared with the reports that it tells of."""

from __future__ import annotations

from thriving.evidence.derivations import beginnings, derivations
from thriving.grants.reports import facts

derivations.add(facts.REPORT_DUE.name, facts.statements)
beginnings.add(facts.REPORT_DUE.name, "grant-report/")
