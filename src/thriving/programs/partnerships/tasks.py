"""What this package does again and again."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.programs.partnerships import actions


@every("remind-of-ends-of-partnerships", hours=24)
def remind_of_ends_of_partnerships() -> None:
    """Let agreements fall due that end soon, and tell who leads them."""
    actions.remind_of_ends("remind-of-ends-of-partnerships")


@every("follow-protections-of-partners", hours=24)
def follow_protections_of_partners() -> None:
    """Where it became dangerous to be known as a partner, tell no longer who it is."""
    actions.follow_protections("follow-protections-of-partners")
