"""What a series did in the year of a plan, set beside the year before, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.evidence.indicators.series import MonthPoint, Series, next_month
from thriving.evidence.models.indicator import Summary
from thriving.evidence.wording import listed
from thriving.ui import cldr

_DECIMALS_OF_A_SHARE = 2  # shares of newcomers move by tenths of a percentage point


@dataclass(frozen=True)
class YearInWords:
    """The sentences, and the figures that they tell."""

    words: str
    missing_words: str  # which months either year lacks; empty when none
    caution: str  # that the plan is not shown to be the cause
    before: Decimal | None
    after: Decimal | None
    compared: tuple[date, ...]  # months of the plan's year that both years have
    missing: tuple[date, ...]  # months of either year without a figure
    open: tuple[date, ...] = ()  # those of them that are not known yet

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before


def year_in_words(
    series: Series, starts_on: date, ends_on: date, *, until: date | None = None
) -> YearInWords:
    """Set the months of the plan beside the same months a year earlier, without those that either lacks.

    ``until`` leaves out months that were not over by then: a running plan is compared as far as it got.
    """
    months = _months_over(starts_on, ends_on, until)
    points = {point.month: point for point in series.points}
    missing = tuple(m for m in (*map(_year_earlier, months), *months) if m not in points)
    compared = tuple(m for m in months if m in points and _year_earlier(m) in points)
    still_open = tuple(m for m in missing if m in series.open_months)
    before = _summary(series, [points[_year_earlier(month)] for month in compared])
    after = _summary(series, [points[month] for month in compared])
    return YearInWords(
        words=_words(series, compared, before, after),
        missing_words=_missing_words(series, [m for m in missing if m not in still_open], still_open),
        caution=_caution(series),
        before=before,
        after=after,
        compared=compared,
        missing=missing,
        open=still_open,
    )


def _months_over(starts_on: date, ends_on: date, until: date | None) -> list[date]:
    """First days of the months that lie within the plan and were over by ``until``."""
    last_day = min(ends_on, until) if until else ends_on
    months = []
    month = starts_on if starts_on.day == 1 else next_month(starts_on)
    while next_month(month) - timedelta(days=1) <= last_day:
        months.append(month)
        month = next_month(month)
    return months


def _year_earlier(month: date) -> date:
    return month.replace(year=month.year - 1)


def _summary(series: Series, points: Sequence[MonthPoint]) -> Decimal | None:
    """The months as one figure: a sum, a share of both sides' sums, or the average month."""
    if not points:
        return None
    if series.indicator.summary == Summary.SUM:
        return sum((point.value for point in points), Decimal(0))
    if _has_sides(points):
        return _share_of_sums(points)
    return sum((point.value for point in points), Decimal(0)) / len(points)


def _has_sides(points: Sequence[MonthPoint]) -> bool:
    return all(point.numerator is not None and point.denominator is not None for point in points)


def _share_of_sums(points: Sequence[MonthPoint]) -> Decimal | None:
    """Shares are never averaged where their sides are known. No share of a whole that is not above zero."""
    whole = sum((point.denominator or Decimal(0) for point in points), Decimal(0))
    part = sum((point.numerator or Decimal(0) for point in points), Decimal(0))
    return part / whole if whole > 0 else None


def _words(series: Series, compared: Sequence[date], before: Decimal | None, after: Decimal | None) -> str:
    if not compared:
        return _("The year of the plan and the year before have no month in common: nothing is compared.")
    if before is None or after is None:
        return _("The two years cannot be compared: what was added and what was lost leave no whole.")
    sentences = [_level(series, compared, after), _comparison(series, before, after)]
    return " ".join([*sentences, _extent(len(compared))])


def _level(series: Series, compared: Sequence[date], after: Decimal) -> str:
    told = {
        "first": cldr.month(compared[0]),
        "last": cldr.month(compared[-1]),
        "value": _figure(series)(after),
    }
    if series.indicator.is_share and _has_sides(series.points):
        return _("From %(first)s to %(last)s together it was %(value)s.") % told
    if series.indicator.is_share:
        return _("From %(first)s to %(last)s it was %(value)s in an average month.") % told
    if series.indicator.summary == Summary.SUM:
        return _("From %(first)s to %(last)s there were %(value)s in all.") % told
    return _("From %(first)s to %(last)s an average month had %(value)s.") % told


def _comparison(series: Series, before: Decimal, after: Decimal) -> str:
    told = {"before": _figure(series)(before), "change": _size(series, before, after)}
    if _figure(series)(before) == _figure(series)(after):
        return _("That is the same as in the year before (%(before)s).") % told
    if series.indicator.is_share:
        return _points_more_or_less(told, rose=after > before)
    if before <= 0:
        return _("The year before had %(before)s.") % told
    if after > before:
        return _("That is %(change)s more than in the year before (%(before)s).") % told
    return _("That is %(change)s less than in the year before (%(before)s).") % told


def _points_more_or_less(told: dict[str, str], *, rose: bool) -> str:
    if rose:
        return _("That is %(change)s percentage points more than in the year before (%(before)s).") % told
    return _("That is %(change)s percentage points less than in the year before (%(before)s).") % told


def _size(series: Series, before: Decimal, after: Decimal) -> str:
    """How large the change is: points of a share, or the percentage of what was before."""
    if series.indicator.is_share:
        return cldr.number(abs(_as_printed(after) - _as_printed(before)), _DECIMALS_OF_A_SHARE)
    return cldr.percent(abs(after - before) / before, 1) if before > 0 else ""


def _as_printed(share: Decimal) -> Decimal:
    """In percent, rounded as it is shown: whoever subtracts the figures of a sentence gets its difference."""
    return round(share * 100, _DECIMALS_OF_A_SHARE)


def _figure(series: Series) -> Callable[[Decimal], str]:
    if series.indicator.is_share:
        return lambda value: cldr.percent(value, _DECIMALS_OF_A_SHARE)
    return lambda value: cldr.number(value, 0)


def _extent(count: int) -> str:
    return ngettext(
        "%(count)s month is compared: the only one that both years have.",
        "%(count)s months are compared: those that both years have.",
        count,
    ) % {"count": cldr.number(count)}


def _caution(series: Series) -> str:
    if series.indicator.is_computed:
        return _("These are figures of whole wikis. They do not show that the plan is the cause.")
    return _("These are figures of the whole movement. They do not show that the plan is the cause.")


def _missing_words(series: Series, missing: Sequence[date], still_open: Sequence[date]) -> str:
    sentences = []
    if missing and series.indicator.is_computed:
        sentences.append(_("There is no figure for %(months)s.") % {"months": _named(missing)})
    elif missing:
        sentences.append(_("No figure was published for %(months)s.") % {"months": _named(missing)})
    if still_open:
        sentences.append(_("Not known yet: %(months)s.") % {"months": _named(still_open)})
    return " ".join(sentences)


def _named(months: Sequence[date]) -> str:
    return listed([_run_in_words(run) for run in _runs(months)])


def _runs(months: Iterable[date]) -> list[list[date]]:
    """Months that follow each other, together."""
    runs: list[list[date]] = []
    for month in sorted(months):
        if runs and next_month(runs[-1][-1]) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return runs


def _run_in_words(run: Sequence[date]) -> str:
    if len(run) == 1:
        return cldr.month(run[0])
    return _("%(first)s to %(last)s") % {"first": cldr.month(run[0]), "last": cldr.month(run[-1])}
