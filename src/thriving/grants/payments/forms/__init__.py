from thriving.grants.payments.forms.payments import (
    AccountForm,
    ApproveForm,
    ConfirmForm,
    FailForm,
    HoldForm,
    MetForm,
    PlanForm,
    ReturnForm,
    SettleForm,
)
from thriving.grants.payments.forms.sending import SendForm, StatementForm

__all__ = [
    "AccountForm",
    "ApproveForm",
    "ConfirmForm",
    "FailForm",
    "HoldForm",
    "MetForm",
    "PlanForm",
    "ReturnForm",
    "SendForm",
    "SettleForm",
    "StatementForm",
]
