"""What waits for whom in the risks of events."""

from thriving.safety.event_risk.waiting import assessments as assessments
from thriving.safety.event_risk.waiting import organizing as organizing
from thriving.safety.event_risk.waiting import readiness as readiness
