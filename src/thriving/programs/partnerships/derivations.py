"""By it the ledger can be compared with the meetings, findings and agreements that it tells of."""

from __future__ import annotations

from thriving.evidence.derivations import beginnings, derivations
from thriving.programs.partnerships import facts

derivations.add(facts.MET, facts.meetings_stated)
derivations.add(facts.WRITTEN, facts.findings_written)
derivations.add(facts.NAMED, facts.findings_named)
derivations.add(facts.AGREEMENT_SIGNED.name, facts.agreements_signed)
for kind, beginning in facts.BEGINNINGS.items():
    beginnings.add(kind, beginning)
