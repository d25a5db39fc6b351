from thriving.safety.event_risk.models.assessment import (
    Assessment,
    AssessmentState,
    Decision,
    Risk,
    Stale,
    Verdict,
)
from thriving.safety.event_risk.models.contacts import Post, SafetyContact
from thriving.safety.event_risk.models.countries import CountryAlert
from thriving.safety.event_risk.models.debriefs import Debrief
from thriving.safety.event_risk.models.holds import RiskHold
from thriving.safety.event_risk.models.incidents import SERIOUS, Incident, Severity
from thriving.safety.event_risk.models.measures import (
    Effect,
    Mitigation,
    MitigationState,
    Proviso,
    ProvisoState,
)
from thriving.safety.event_risk.models.packs import Pack
from thriving.safety.event_risk.models.publication import PublicationRule
from thriving.safety.event_risk.models.stakeholders import Stakeholder
from thriving.safety.event_risk.models.triage import Triage, TriageState
from thriving.safety.event_risk.models.waivers import Waiver, WaiverState

__all__ = [
    "SERIOUS",
    "Assessment",
    "AssessmentState",
    "CountryAlert",
    "Debrief",
    "Decision",
    "Effect",
    "Incident",
    "Mitigation",
    "MitigationState",
    "Pack",
    "Post",
    "Proviso",
    "ProvisoState",
    "PublicationRule",
    "Risk",
    "RiskHold",
    "SafetyContact",
    "Severity",
    "Stakeholder",
    "Stale",
    "Triage",
    "TriageState",
    "Verdict",
    "Waiver",
    "WaiverState",
]
