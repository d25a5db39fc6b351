"""What official series say about outcomes in the year of a plan, as far as that year has gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from thriving.evidence import indicators, ledger
from thriving.evidence.indicators import Gap, MonthPoint, Series, YearInWords
from thriving.plan.models import Outcome
from thriving.plan.pages.rows import exact
from thriving.plan.standing.key_results import PlanStanding
from thriving.ui.charts import Series as Line
from thriving.ui.twins import Row

RECENT = 36  # months


@dataclass(frozen=True)
class Spoken:
    """One series, and what it says."""

    series: Series
    year: YearInWords
    until: date

    @property
    def address(self) -> str:
        return reverse("evidence:indicator", args=[self.series.key])

    @property
    def points(self) -> tuple[MonthPoint | Gap, ...]:
        """Months that were over by the day of the page: what came later is for a later day."""
        return tuple(point for point in self.series.drawn if _last_day(point.month) <= self.until)

    @property
    def origin(self) -> str:
        return indicators.origin_in_words(self.series)

    @property
    def recent(self) -> tuple[MonthPoint | Gap, ...]:
        """For a small curve."""
        return self.points[-RECENT:]

    @property
    def line(self) -> list[Line]:
        return [Line(str(self.series.indicator.title), self.points)]

    @property
    def unit(self) -> str:
        return "percent" if self.series.indicator.is_share else "number"

    def row(self) -> Row:
        indicator, computed = self.series.indicator, self.series.computation
        return {
            "indicator": indicator.key,
            "title": str(indicator.title),
            "unit": indicator.unit,
            "before": exact(self.year.before),
            "after": exact(self.year.after),
            "compared": [month.isoformat() for month in self.year.compared],
            "missing": [month.isoformat() for month in self.year.missing],
            "words": self.year.words,
            "not_yet": [month.isoformat() for month in self.year.open],
            "source": indicator.source,
            "origin": indicator.origin,
            "snapshots": sorted(set(computed.wikis.values())) if computed else [],
            "made_up": indicator.sample,
            "page": self.address,
        }


def about(outcomes: Sequence[Outcome], standing: PlanStanding) -> dict[str, list[Spoken]]:
    """By the outcome's key; all series are read at once."""
    keys = list(dict.fromkeys(key for outcome in outcomes for key in outcome.indicators))
    found = indicators.for_keys(keys, number=ledger.number_on(standing.known_on))
    said = {each.key: _say(each, standing) for each in found}
    return {outcome.key: [said[key] for key in outcome.indicators if key in said] for outcome in outcomes}


def _say(series: Series, standing: PlanStanding) -> Spoken:
    plan = standing.plan
    year = indicators.year_in_words(series, plan.starts_on, plan.ends_on, until=standing.on)
    return Spoken(series, year, standing.on)


def _last_day(month: date) -> date:
    return (month.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
