"""What the risks of events know of people."""

from thriving.safety.event_risk.personal import assessments as assessments
from thriving.safety.event_risk.personal import readiness as readiness
