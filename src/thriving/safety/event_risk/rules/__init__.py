"""Who may see and do what about the risks of events."""

from thriving.safety.event_risk.rules import assessments as assessments
from thriving.safety.event_risk.rules import readiness as readiness
from thriving.safety.event_risk.rules import stakeholders as stakeholders
