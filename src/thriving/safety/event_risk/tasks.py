"""What is looked at every day, for what no page and no action would notice."""

from __future__ import annotations

from thriving.kernel.schedule import every
from thriving.safety.event_risk.actions import assessing, stakeholders, staleness


@every("look-at-event-risks", hours=24)
def look_at_event_risks() -> None:
    """Ask for assessments of events that are paid for, and find those that no longer hold."""
    assessing.require_for_funded(by=staleness.LOOKING)
    staleness.look_at_all()


@every("keep-risk-registers", hours=1)
def keep_risk_registers() -> None:
    """Ask for those who matter to the safety of events that became paid for since the last time."""
    stakeholders.keep_registers()
