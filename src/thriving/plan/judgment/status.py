"""The status of one requirement: a public rule, tried in this order, the first answer counts.

It looks at nothing but a `Case`, and says by which of its lines it judged, so that the reason can be printed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from thriving.kernel.words import Words
from thriving.plan.judgment.expected import Period
from thriving.plan.judgment.forecast import Interval, Withheld
from thriving.plan.judgment.progress import maintains, progress, reached
from thriving.plan.judgment.thresholds import Thresholds
from thriving.plan.states import Rule, Status


class Because(StrEnum):
    """The line of the rule that decided."""

    NOT_STARTED = "not_started"
    UNPUBLISHED = "unpublished"
    REACHED = "reached"
    NOT_REACHED = "not_reached"  # and the period is over
    NO_CASE = "no_case"
    LATE_STEP = "late_step"
    STALE = "stale"
    EARLY = "early"
    FORECAST = "forecast"
    PACE = "pace"
    NOTHING_DUE = "nothing_due"
    HOLDING = "holding"
    BREACHED = "breached"


@dataclass(frozen=True)
class LateStep:
    title: Words
    due_on: date


@dataclass(frozen=True)
class Case:
    """All that the rule looks at."""

    on: date
    period: Period
    rule: Rule
    baseline: Decimal
    target: Decimal
    value: Decimal | None  # None: no case yet
    expected: Decimal
    lasting: bool  # what is reached stays reached, as with a count
    published: bool = True  # whether the reader may know the value at all
    update_every_days: int = 30
    latest: date | None = None  # the newest record or check-in
    late_steps: tuple[LateStep, ...] = ()
    forecast: Interval | Withheld | None = None
    breached_periods: int = 0  # month ends in a row, up to now, at which a limit was broken
    thresholds: Thresholds = field(default_factory=Thresholds)

    @property
    def maintains(self) -> bool:
        return maintains(self.rule, baseline=self.baseline, target=self.target)

    @property
    def holds(self) -> bool:
        return self.value is not None and reached(
            self.value, rule=self.rule, baseline=self.baseline, target=self.target
        )

    @property
    def stale_since(self) -> date:
        """The day from which an update is overdue."""
        days = self.update_every_days * self.thresholds.stale_after
        return (self.latest or self.period.starts_on) + timedelta(days=days)


@dataclass(frozen=True)
class Judgment:
    status: Status
    because: Because


def judge(case: Case) -> Judgment:
    return next(judgment for line in LINES if (judgment := line(case)))


def not_started(case: Case) -> Judgment | None:
    return Judgment(Status.NOT_STARTED, Because.NOT_STARTED) if case.on < case.period.starts_on else None


def unpublished(case: Case) -> Judgment | None:
    """People are counted in public only when a release does."""
    return None if case.published else Judgment(Status.TOO_EARLY, Because.UNPUBLISHED)


def met_for_good(case: Case) -> Judgment | None:
    """A lasting value that has reached its target cannot lose it again; at the end any value counts."""
    final = case.period.is_over(case.on) or (case.lasting and not case.maintains)
    exceeds_later = case.rule == Rule.EXACTLY and not case.period.is_over(case.on)
    return Judgment(Status.MET, Because.REACHED) if case.holds and final and not exceeds_later else None


def no_case(case: Case) -> Judgment | None:
    """Nothing to divide is neither 0 % nor 100 %: it is no case, at the end too."""
    return Judgment(Status.NO_CASE_YET, Because.NO_CASE) if case.value is None else None


def missed(case: Case) -> Judgment | None:
    return Judgment(Status.MISSED, Because.NOT_REACHED) if case.period.is_over(case.on) else None


def late(case: Case) -> Judgment | None:
    return Judgment(Status.LATE, Because.LATE_STEP) if case.late_steps else None


def stale(case: Case) -> Judgment | None:
    return Judgment(Status.NO_RECENT_DATA, Because.STALE) if case.on > case.stale_since else None


def too_early(case: Case) -> Judgment | None:
    early = case.period.elapsed(case.on) < case.thresholds.early_share
    if not early or case.maintains or isinstance(case.forecast, Interval):
        return None
    return Judgment(Status.TOO_EARLY, Because.EARLY)


def by_forecast(case: Case) -> Judgment | None:
    if case.maintains or not isinstance(case.forecast, Interval):
        return None
    return Judgment(
        _promise(case.forecast, float(case.target), upward=case.target > case.baseline), Because.FORECAST
    )


def by_pace(case: Case) -> Judgment | None:
    """The share of the planned progress that is made."""
    if case.maintains or case.value is None:
        return None
    planned = progress(case.expected, baseline=case.baseline, target=case.target)
    if planned <= 0:
        return Judgment(Status.ON_TRACK, Because.NOTHING_DUE)
    share = progress(case.value, baseline=case.baseline, target=case.target) / planned
    return Judgment(_pace(share, case.thresholds), Because.PACE)


def by_holding(case: Case) -> Judgment:
    if case.holds:
        return Judgment(Status.ON_TRACK, Because.HOLDING)
    long = case.breached_periods >= case.thresholds.breached_periods
    return Judgment(Status.OFF_TRACK if long else Status.AT_RISK, Because.BREACHED)


LINES: tuple[Callable[[Case], Judgment | None], ...] = (
    not_started,
    unpublished,
    met_for_good,
    no_case,
    missed,
    late,
    stale,
    too_early,
    by_forecast,
    by_pace,
    by_holding,
)


def _promise(interval: Interval, target: float, *, upward: bool) -> Status:
    worst, best = (interval.low, interval.high) if upward else (-interval.high, -interval.low)
    needed = target if upward else -target
    if worst >= needed:
        return Status.ON_TRACK
    return Status.OFF_TRACK if best < needed else Status.AT_RISK


def _pace(share: Decimal, thresholds: Thresholds) -> Status:
    if share >= thresholds.on_track_from:
        return Status.ON_TRACK
    return Status.AT_RISK if share >= thresholds.at_risk_from else Status.OFF_TRACK
