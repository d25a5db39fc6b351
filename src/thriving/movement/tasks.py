"""What this package does again and again."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.movement import actions
from thriving.movement.accounts import attempts, resets
from thriving.movement.queries.roles import ending_soon


@every("forget-sign-in-attempts", hours=1)
def forget_sign_in_attempts() -> None:
    """Forget wrong passwords that were given more than a quarter of an hour ago."""
    attempts.forget_old()


@every("write-reset-letters", minutes=1)
def write_reset_letters() -> None:
    """Write to those who asked for a new password."""
    resets.write_letters()


@every("remind-of-ending-roles", hours=24)
def remind_of_ending_roles() -> None:
    """Write to the holder of a role, and to who gave it, two weeks before it ends."""
    for holding in ending_soon():
        actions.remind_of_end(holding)
