from thriving.programs.partnerships.models.agreement import (
    Basis,
    Clause,
    Signature,
    Version,
    VersionState,
)
from thriving.programs.partnerships.models.partner import (
    Meeting,
    MeetingPerson,
    Partner,
    PartnerKind,
    PartnerLanguage,
    Topic,
)
from thriving.programs.partnerships.models.partnership import (
    Interest,
    Partnership,
    PartnershipState,
    Renewal,
    RenewalState,
    Side,
)
from thriving.programs.partnerships.models.research import Finding, Stream, StreamState

__all__ = [
    "Basis",
    "Clause",
    "Finding",
    "Interest",
    "Meeting",
    "MeetingPerson",
    "Partner",
    "PartnerKind",
    "PartnerLanguage",
    "Partnership",
    "PartnershipState",
    "Renewal",
    "RenewalState",
    "Side",
    "Signature",
    "Stream",
    "StreamState",
    "Topic",
    "Version",
    "VersionState",
]
