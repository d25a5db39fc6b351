from thriving.grants.payments.models.batch import Batch, Outcome, Sending
from thriving.grants.payments.models.disbursement import Approval, Disbursement, PaymentState
from thriving.grants.payments.models.hold import Hold, Office
from thriving.grants.payments.models.payee import Payee
from thriving.grants.payments.models.returned import Return
from thriving.grants.payments.models.tranche import Requirement, Tranche

__all__ = [
    "Approval",
    "Batch",
    "Disbursement",
    "Hold",
    "Office",
    "Outcome",
    "Payee",
    "PaymentState",
    "Requirement",
    "Return",
    "Sending",
    "Tranche",
]
