"""What this package does again and again."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.safety.conduct import actions


@every("close-ballots-on-conduct", hours=1)
def close_ballots_on_conduct() -> None:
    """Count ballots on codes of conduct whose last day has passed."""
    actions.close_what_is_over("close-ballots-on-conduct")


@every("remind-to-acknowledge-conduct", hours=24)
def remind_to_acknowledge_conduct() -> None:
    """Tell people whose role asks for it that they have not acknowledged a code of conduct."""
    actions.remind_to_acknowledge()


@every("remind-of-reviews-of-conduct", hours=24)
def remind_of_reviews_of_conduct() -> None:
    """Tell who keeps a code of conduct that it is to be looked at again."""
    actions.remind_of_reviews()
