"""What the plan does by the clock."""

from __future__ import annotations

from thriving.kernel import schedule
from thriving.plan.actions.releasing import publish_due


@schedule.every("publish-plans", hours=24)
def publish_plans() -> None:
    """Publish each plan's numbers once a period of its cadence is over."""
    publish_due()
