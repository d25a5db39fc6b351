"""Who prepares an event, holds it, waives a condition, and writes down what happened."""

from __future__ import annotations

from thriving.kernel.access import declare, role
from thriving.programs.events.rules.event import mine
from thriving.safety.event_risk.roles import RISK_AUTHORITY
from thriving.safety.event_risk.rules.stakeholders import apart, officer

declare(  # on events
    keep_risk_contacts=mine | officer,
    verify_risk_contact=mine | officer,
    make_risk_pack=mine | officer,
    record_incident=mine | officer,
    debrief_event_risk=mine | officer,
    hold_event_risk=officer & apart,
    waive_event_risk=role(RISK_AUTHORITY) & apart,
)
