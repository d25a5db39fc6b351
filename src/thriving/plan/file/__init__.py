"""The plan as a file: TOML in one canonical form, checked with the place of each mistake."""

from thriving.plan.file import addresses
from thriving.plan.file.check import check
from thriving.plan.file.differences import Difference, differences
from thriving.plan.file.parts import (
    GoalPart,
    KeyResultPart,
    LinkPart,
    MeasurePart,
    MemberPart,
    ObjectivePart,
    OutcomePart,
    PlanFile,
    PlanPart,
    PointPart,
    PriorityPart,
    RequirementPart,
    SetPart,
    StepPart,
)
from thriving.plan.file.read import PlanFileRefused, Problem, read
from thriving.plan.file.shipped import SHIPPED, shipped
from thriving.plan.file.write import write

__all__ = [
    "SHIPPED",
    "Difference",
    "GoalPart",
    "KeyResultPart",
    "LinkPart",
    "MeasurePart",
    "MemberPart",
    "ObjectivePart",
    "OutcomePart",
    "PlanFile",
    "PlanFileRefused",
    "PlanPart",
    "PointPart",
    "PriorityPart",
    "Problem",
    "RequirementPart",
    "SetPart",
    "StepPart",
    "addresses",
    "check",
    "differences",
    "read",
    "shipped",
    "write",
]
