from thriving.programs.partnerships.views.agreement import CLAUSES, clauses, document, draft, version_step
from thriving.programs.partnerships.views.meetings import (
    MEETINGS,
    meet,
    meeting,
    meetings,
    minutes,
    withdraw_meeting,
)
from thriving.programs.partnerships.views.partners import (
    PARTNERS,
    describe_partner,
    new_partner,
    partner,
    partners,
)
from thriving.programs.partnerships.views.partnerships import (
    PARTNERSHIPS,
    partnership,
    partnerships,
    propose,
    step,
)
from thriving.programs.partnerships.views.renewing import renewal
from thriving.programs.partnerships.views.research import (
    add_stream,
    evidence,
    stream,
    stream_step,
    withdraw_finding,
)

__all__ = [
    "CLAUSES",
    "MEETINGS",
    "PARTNERS",
    "PARTNERSHIPS",
    "add_stream",
    "clauses",
    "describe_partner",
    "document",
    "draft",
    "evidence",
    "meet",
    "meeting",
    "meetings",
    "minutes",
    "new_partner",
    "partner",
    "partners",
    "partnership",
    "partnerships",
    "propose",
    "renewal",
    "step",
    "stream",
    "stream_step",
    "version_step",
    "withdraw_finding",
    "withdraw_meeting",
]
