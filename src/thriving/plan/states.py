"""The words of the plan that the rules know by name, and the life of a plan."""

from __future__ import annotations

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from thriving.kernel.lifecycle import Lifecycle, Move, declare


class Rule(StrEnum):
    """When a requirement holds."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"
    ALL = "all"  # 100 % of what there is, if there is anything
    K_OF_SET = "k_of_set"
    DONE = "done"  # every step reached
    HOLD = "hold"  # stay at the target or beyond it


class Profile(StrEnum):
    """How much of the way is planned by which day."""

    LINEAR = "linear"
    STEPPED = "stepped"
    MILESTONES = "milestones"
    S_CURVE = "s_curve"


class Status(StrEnum):
    """How a requirement stands, the most pressing first: a key result stands as its most pressing one."""

    MISSED = "missed"
    OFF_TRACK = "off_track"
    LATE = "late"
    AT_RISK = "at_risk"
    NO_RECENT_DATA = "no_recent_data"
    NOT_STARTED = "not_started"
    TOO_EARLY = "too_early"
    ON_TRACK = "on_track"
    NO_CASE_YET = "no_case_yet"
    MET = "met"


class Level(StrEnum):
    """The announcement has two kinds of priority: of the Medium-term plan, and of the department."""

    MEDIUM_TERM = "medium_term"
    DEPARTMENT = "department"


class Cadence(StrEnum):
    """How often numbers are published."""

    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"


PLAN = declare(
    Lifecycle(
        "plan",
        start="draft",
        moves=(
            Move("open", source=("draft",), target="open", title=_("Open")),
            Move("close", source=("open",), target="closed", title=_("Close")),
        ),
    )
)
