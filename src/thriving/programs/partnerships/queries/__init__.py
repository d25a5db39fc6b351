"""Partners, meetings, partnerships and agreements as their reader may see them."""

from thriving.programs.partnerships.queries.agreements import (
    Bases,
    bases_of,
    current,
    findings_of,
    in_question,
    named_findings,
    versions_for,
)
from thriving.programs.partnerships.queries.partners import (
    Met,
    Wanted,
    matching,
    meetings_for,
    met_by_region,
    partners_for,
    region_of,
    regions_of,
)
from thriving.programs.partnerships.queries.partnerships import partnerships_for, run_by
from thriving.programs.partnerships.queries.renewals import (
    AGREE,
    DROP,
    PROPOSE,
    renewal_of,
    renewal_steps,
    renewals_to_agree,
    sides_to_propose,
)

__all__ = [
    "AGREE",
    "DROP",
    "PROPOSE",
    "Bases",
    "Met",
    "Wanted",
    "bases_of",
    "current",
    "findings_of",
    "in_question",
    "matching",
    "meetings_for",
    "met_by_region",
    "named_findings",
    "partners_for",
    "partnerships_for",
    "region_of",
    "regions_of",
    "renewal_of",
    "renewal_steps",
    "renewals_to_agree",
    "run_by",
    "sides_to_propose",
    "versions_for",
]
