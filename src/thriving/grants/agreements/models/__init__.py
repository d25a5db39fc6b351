from thriving.grants.agreements.models.agreement import (
    Agreement,
    AgreementState,
    CoveredEvent,
    FundedWork,
)
from thriving.grants.agreements.models.decision import DecidedElsewhere
from thriving.grants.agreements.models.text import Side, Signature, Template, Text, TextState

__all__ = [
    "Agreement",
    "AgreementState",
    "CoveredEvent",
    "DecidedElsewhere",
    "FundedWork",
    "Side",
    "Signature",
    "Template",
    "Text",
    "TextState",
]
