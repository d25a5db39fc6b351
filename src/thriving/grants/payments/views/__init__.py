from thriving.grants.payments.views.batches import batch, batch_file, batches, reconcile, send
from thriving.grants.payments.views.payments import lift, payment, payments, step
from thriving.grants.payments.views.planning import account, confirm_account, met, plan
from thriving.grants.payments.views.stories import story, story_file

__all__ = [
    "account",
    "batch",
    "batch_file",
    "batches",
    "confirm_account",
    "lift",
    "met",
    "payment",
    "payments",
    "plan",
    "reconcile",
    "send",
    "step",
    "story",
    "story_file",
]
