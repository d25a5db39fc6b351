"""What this package does again and again."""

from __future__ import annotations

from thriving.grants.payments import actions
from thriving.kernel.schedule import every


@every("check-payments-again", hours=1)
def check_payments_again() -> None:
    """Ask the gate again of every payment that waits at it."""
    actions.check_all_again("check-payments-again")
