from thriving.grants.payments.queries.batches import batches_for, going_out, sent_already
from thriving.grants.payments.queries.held_back import held_back, kept_back
from thriving.grants.payments.queries.payments import (
    approvals_of,
    holds_on,
    payee_of,
    payments_for,
    payments_of,
    reasons_for,
)

__all__ = [
    "approvals_of",
    "batches_for",
    "going_out",
    "held_back",
    "holds_on",
    "kept_back",
    "payee_of",
    "payments_for",
    "payments_of",
    "reasons_for",
    "sent_already",
]
