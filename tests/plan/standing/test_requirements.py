from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thriving.evidence.asked import Asked
from thriving.evidence.measures import Point, Reading
from thriving.evidence.models import MeasureVersion, Release
from thriving.evidence.queries import Number
from thriving.kernel.words import Words
from thriving.plan.judgment.forecast import Interval, Withheld
from thriving.plan.models import KeyResult, NamedSet, Plan, Requirement
from thriving.plan.standing.requirements import RequirementStanding, stand
from thriving.plan.states import Status

ON = date(2020, 3, 31)
COUNT = {"kind": "distinct", "fact": "experiment.finished", "unit": {"code": "experiment", "decimals": 0}}
PEOPLE = {
    "kind": "distinct",
    "fact": "leadership.engaged",
    "unit": {"code": "person", "decimals": 0},
    "privacy": {"k": 10, "cadence": "monthly"},
}
COVERAGE = {
    "kind": "coverage",
    "fact": "position.filled",
    "of": "region",
    "unit": {"code": "region", "decimals": 0},
}
RATIO = {
    "kind": "ratio",
    "numerator": {"fact": "risk.stakeholder_engaged"},
    "denominator": {"fact": "risk.stakeholder_required"},
    "unit": {"code": "percent", "decimals": 0},
}
YEAR = Plan(key="year", starts_on=date(2019, 7, 1), ends_on=date(2020, 6, 30))


def requirement(specification: dict[str, Any], **changes: Any) -> Requirement:
    known = {"rule": "at_least", "target": Decimal(40), "profile": "linear", "counted": Words(en="things")}
    return Requirement(
        key_result=KeyResult(key="it"),
        measure_version=MeasureVersion(specification=specification),
        **(known | changes),
    )


def number(of: Requirement, value: int | Decimal | None, **said: Any) -> Number:
    reading = Reading(None if value is None else Decimal(value), latest=ON, **said.pop("reading", {}))
    return Number(Asked.of(of.measure_version), reading, ON, ON, 1, live=True, **said)


def weekly(*added: int) -> tuple[Point, ...]:
    total, points = 0, [Point(date(2019, 12, 31), Decimal(0))]
    for week, each in enumerate(added, 1):
        total += each
        points.append(Point(date.fromordinal(points[0].on.toordinal() + 7 * week), Decimal(total)))
    return tuple(points)


def monthly(*totals: int) -> tuple[Point, ...]:
    ends = [date(2019, 7, 31), date(2019, 8, 31), date(2019, 9, 30), date(2019, 10, 31), date(2019, 11, 30)]
    ends += [date(2019, 12, 31), date(2020, 1, 31), date(2020, 2, 29), date(2020, 3, 31)]
    return tuple(Point(day, Decimal(total)) for day, total in zip(ends, totals, strict=False))


def forecast_of(standing: RequirementStanding) -> Interval:
    assert isinstance(standing.forecast.found, Interval)
    return standing.forecast.found


STEADY = weekly(2, 1, 3, 2, 2, 1, 3, 2, 2, 1, 3, 2, 2)


def test_a_count_is_forecast_by_weeks() -> None:
    it = requirement(COUNT)
    standing = stand(it, number(it, 26, weeks=STEADY), YEAR)
    assert standing.forecast.step == "week"
    assert forecast_of(standing).periods == 13
    assert standing.forecast.words.startswith("If the pace of the last 13 weeks holds: 4")


def test_people_are_forecast_by_months_whatever_their_weeks() -> None:
    it = requirement(PEOPLE)
    totals = (3, 5, 8, 10, 13, 15, 18, 20, 23)
    with_weeks, without = (
        stand(it, number(it, 23, series=monthly(*totals), weeks=weeks), YEAR) for weeks in (STEADY, ())
    )
    assert without.forecast.step == "month"
    assert forecast_of(without).periods == 9  # the first month counts from nothing
    assert forecast_of(with_weeks) == forecast_of(without)


def test_carried_work_does_not_count_as_the_first_months_pace() -> None:
    it = requirement(PEOPLE, counts_from=date(2018, 7, 1))
    standing = stand(it, number(it, 23, series=monthly(3, 5, 8, 10, 13, 15, 18, 20, 23)), YEAR)
    assert forecast_of(standing).periods == 8


def test_whole_outcomes_inside_the_interval_decide() -> None:
    it = requirement(COUNT)
    found = forecast_of(stand(it, number(it, 26, weeks=STEADY), YEAR))
    assert (found.low, found.high) == (found.low // 1, found.high // 1)


def test_no_forecast_promises_less_than_there_is() -> None:
    it = requirement(COUNT, target=Decimal(400))
    lumpy = weekly(30, 0, 0, 9, 0, 0, 25, 0, 0, 0, 31, 0, 0)
    assert forecast_of(stand(it, number(it, 95, weeks=lumpy), YEAR)).low >= 95


def test_no_forecast_promises_more_than_a_set_has() -> None:
    members = [{"key": f"region-{each}", "title": {"en": "x"}} for each in range(30)]
    it = requirement(COVERAGE, rule="k_of_set", target=Decimal(29), named_set=NamedSet(members=members))
    assert forecast_of(stand(it, number(it, 26, weeks=STEADY), YEAR)).high == 30


def test_what_is_only_kept_has_no_forecast() -> None:
    it = requirement(COUNT, rule="at_most", profile="")
    standing = stand(it, number(it, 26, weeks=STEADY), YEAR)
    assert standing.forecast.found is None
    assert standing.forecast.words == ""
    assert (standing.status, standing.progress) == (Status.ON_TRACK, None)


def test_a_forecast_is_withheld_where_the_series_is_short() -> None:
    it = requirement(COUNT)
    assert stand(it, number(it, 2, weeks=weekly(1, 1)), YEAR).forecast.found == Withheld.TOO_FEW


def test_progress_is_of_the_way() -> None:
    it = requirement(COUNT, baseline=Decimal(10), target=Decimal(50))
    assert stand(it, number(it, 26), YEAR).progress == Decimal("0.4")
    assert stand(it, number(it, None), YEAR).progress is None


def test_people_are_not_told_before_they_are_published() -> None:
    it = requirement(PEOPLE)
    hidden = Number(Asked.of(it.measure_version), Reading(None), ON, ON, 0, live=False)
    released = Number(
        Asked.of(it.measure_version), Reading(Decimal(2), latest=ON), ON, ON, 1, live=False, release=Release()
    )
    assert stand(it, hidden, YEAR).status is Status.TOO_EARLY
    assert stand(it, released, YEAR).status is Status.OFF_TRACK


@pytest.mark.parametrize(
    ("shares", "status"),
    [
        ((1, 1, 1, 1, 1, 1, 1, 1, 0), Status.AT_RISK),
        ((1, 1, 1, 1, 1, 1, 1, 0, 0), Status.OFF_TRACK),
        ((0, 0, 0, 0, 0, 0, 0, 1, 0), Status.AT_RISK),
    ],
)
def test_a_breach_counts_from_month_end_to_month_end(shares: tuple[int, ...], status: Status) -> None:
    it = requirement(RATIO, rule="all", target=None, profile="")
    said = {"numerator": 9, "denominator": 10}
    standing = stand(it, number(it, Decimal("0.9"), series=monthly(*shares), reading=said), YEAR)
    assert standing.status is status


def test_days_inside_a_month_are_no_month_ends() -> None:
    it = requirement(RATIO, rule="all", target=None, profile="")
    series = (Point(date(2020, 3, 30), Decimal(0)), Point(date(2020, 3, 31), Decimal(0)))
    said = {"numerator": 9, "denominator": 10}
    assert stand(it, number(it, Decimal(0), series=series, reading=said), YEAR).case.breached_periods == 1


def test_a_key_result_may_ask_for_news_in_its_own_rhythm() -> None:
    it = requirement(COUNT)
    it.key_result.update_every_days = 7
    old = Number(
        Asked.of(it.measure_version), Reading(Decimal(30), latest=date(2020, 3, 16)), ON, ON, 1, live=True
    )
    assert stand(it, old, YEAR).status is Status.NO_RECENT_DATA
    assert stand(it, old, YEAR, checked_in_on=date(2020, 3, 17)).status is Status.ON_TRACK
