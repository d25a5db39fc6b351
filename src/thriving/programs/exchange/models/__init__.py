"""What is offered and wanted, by whom, and what came of it."""

from thriving.programs.exchange.models.asks import (
    Between,
    Block,
    Call,
    CallState,
    Exchange,
    ExchangeState,
    Outcome,
    Refusal,
    Side,
    Way,
)
from thriving.programs.exchange.models.parties import (
    MOST_AT_ONCE,
    AffiliateSkill,
    Depth,
    Party,
    Reached,
    Shown,
)

__all__ = [
    "MOST_AT_ONCE",
    "AffiliateSkill",
    "Between",
    "Block",
    "Call",
    "CallState",
    "Depth",
    "Exchange",
    "ExchangeState",
    "Outcome",
    "Party",
    "Reached",
    "Refusal",
    "Shown",
    "Side",
    "Way",
]
