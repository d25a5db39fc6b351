from thriving.grants.agreements.models.agreement import Agreement, AgreementState, FundedWork
from thriving.grants.agreements.models.text import Side, Signature, Template, Text, TextState

__all__ = [
    "Agreement",
    "AgreementState",
    "FundedWork",
    "Side",
    "Signature",
    "Template",
    "Text",
    "TextState",
]
