"""The tables of the response to crises, a file each."""

from thriving.safety.crisis.models.answering import Action, ChecklistStep, Report, Review
from thriving.safety.crisis.models.clocks import Clock, Pause
from thriving.safety.crisis.models.crisis import Affected, Crisis, Duty, Kind, Part, State
from thriving.safety.crisis.models.decisions import AWAITED, Decision
from thriving.safety.crisis.models.playbooks import Playbook, PlaybookReview, PlaybookVersion, digest_of
from thriving.safety.crisis.models.readiness import Drill, Layer, Shift

__all__ = [
    "AWAITED",
    "Action",
    "Affected",
    "ChecklistStep",
    "Clock",
    "Crisis",
    "Decision",
    "Drill",
    "Duty",
    "Kind",
    "Layer",
    "Part",
    "Pause",
    "Playbook",
    "PlaybookReview",
    "PlaybookVersion",
    "Report",
    "Review",
    "Shift",
    "State",
    "digest_of",
]
