"""What this package does again and again."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.movement.accounts import attempts


@every("forget-sign-in-attempts", hours=1)
def forget_sign_in_attempts() -> None:
    """Forget wrong passwords that were given more than a quarter of an hour ago."""
    attempts.forget_old()
