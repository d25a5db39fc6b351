"""What of affiliates, and of the protection of minors, waits for a person."""

from thriving.movement.waiting import affiliates, minors
from thriving.movement.waiting.affiliates import recognitions, reports, waiting

__all__ = ["affiliates", "minors", "recognitions", "reports", "waiting"]
