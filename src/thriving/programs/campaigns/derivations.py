"""By them the ledger can be compared with the campaigns that it tells of."""

from __future__ import annotations

from thriving.evidence.derivations import derivations
from thriving.programs.campaigns import facts

derivations.add(facts.CAMPAIGN_FINISHED.name, facts.finished)
derivations.add(facts.BOX_USED.name, facts.used)
derivations.add(facts.CAMPAIGN_COUNTED.name, facts.counted)
derivations.add(facts.CAMPAIGN_EDITED.name, facts.edited)
derivations.add(facts.CAMPAIGN_CONTRIBUTED.name, facts.all_contributed)
derivations.add(facts.CAMPAIGN_ENRICHED.name, facts.all_enriched)
