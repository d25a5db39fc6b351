"""What is read of plans, each query knowing its reader."""

from thriving.plan.queries.document import document_of, preview
from thriving.plan.queries.plans import (
    calibration_of,
    changes_for,
    changes_of,
    check_ins_of,
    current_plan,
    forecasts_of,
    led_by,
    plans_for,
    since_check_in,
)
from thriving.plan.queries.soundness import parts_of_people, problems_of
from thriving.plan.queries.standing import promised, standing
from thriving.plan.standing.key_results import (
    Changed,
    KeyResultStanding,
    ObjectiveStanding,
    OutcomeStanding,
    PlanStanding,
    PriorityStanding,
)

__all__ = [
    "Changed",
    "KeyResultStanding",
    "ObjectiveStanding",
    "OutcomeStanding",
    "PlanStanding",
    "PriorityStanding",
    "calibration_of",
    "changes_for",
    "changes_of",
    "check_ins_of",
    "current_plan",
    "document_of",
    "forecasts_of",
    "led_by",
    "parts_of_people",
    "plans_for",
    "preview",
    "problems_of",
    "promised",
    "since_check_in",
    "standing",
]
