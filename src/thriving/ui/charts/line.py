"""One to five series over time, with a sentence for each, and the figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from zlib import crc32

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thriving.ui import cldr
from thriving.ui.charts.days import day_ticks, names_years
from thriving.ui.charts.scale import Scale, around, round_ticks
from thriving.ui.charts.series import Dated, Numeric, Series, plain
from thriving.ui.charts.svg import Place, element, path_through, percent
from thriving.ui.charts.words import describe, writer

MOST = 5  # more lines than these cannot be told apart
_HEIGHT, _TOP, _BOTTOM = 216.0, 18.0, 192.0  # pixels; numbers stand above their lines, days below the lowest
_LEFT, _WIDTH = (
    12.0,
    86.5,
)  # percent; before the lines stand the numbers, after them the mark of the last point
_NEAR_END = 92.0  # percent; a day named beyond it ends there instead of having its middle there
_ACROSS = 1000.0  # units of the stretched drawing within
_SYMBOLS = (  # told apart without their color: circle, square, triangle, diamond, cross
    "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0",
    "M-4-4h8v8h-8z",
    "M0-5 5 4H-5z",
    "M0-5.5 5.5 0 0 5.5-5.5 0z",
    "M-5-2h3v-3h4v3h3v4h-3v3h-4v-3h-3z",
)


def line_chart(
    series: Sequence[Series],
    title: str,
    name: str = "",
    unit: str = "number",
    table: bool = True,  # noqa: FBT001, FBT002 -- named where templates call it
) -> SafeString:
    """``name`` makes its ids unique where two charts of a page share a title."""
    if len(series) > MOST:
        raise ValueError(f"a chart holds at most {MOST} lines, not {len(series)}")
    chart = _Chart(series, title, name or f"chart-{crc32(title.encode()):x}", unit)
    return format_html(
        '<figure class="th-chart"><figcaption id="{}">{}</figcaption>{}{}{}</figure>',
        chart.name,
        title,
        chart.legend(),
        chart.drawing(),
        chart.table() if table and chart.all_days else "",
    )


@dataclass
class _Chart:
    series: Sequence[Series]
    title: str
    name: str
    unit: str

    @cached_property
    def all_days(self) -> list[date]:
        return sorted({point.on for one in self.series for point in one.points})

    @cached_property
    def ticks(self) -> list[float]:
        values = [plain(point.value) for one in self.series for point in one.known]
        return round_ticks(*around(values), whole=all(value == int(value or 0) for value in values))

    @cached_property
    def across(self) -> Scale:
        ordinals = [day.toordinal() for day in self.all_days] or [0]
        return Scale(ordinals[0], ordinals[-1], 0.0, 1.0)

    @cached_property
    def up(self) -> Scale:
        return Scale(self.ticks[0], self.ticks[-1], _BOTTOM, _TOP)

    def legend(self) -> SafeString:
        if len(self.series) == 1:
            words = describe(self.series[0].points, self.unit)
            return format_html('<p class="th-words" id="{}-words">{}</p>', self.name, words)
        rows = (
            (_key(place), one.title, describe(one.points, self.unit)) for place, one in enumerate(self.series)
        )
        items = format_html_join("\n", "<li>{} <strong>{}</strong> {}</li>", rows)
        return format_html('<ul class="th-legend" id="{}-words">{}</ul>', self.name, items)

    def drawing(self) -> SafeString:
        marks = [mark for place, one in enumerate(self.series) for mark in self._marks(place, one)]
        return element(
            "svg",
            *self._grid(),
            *self._days(),
            self._lines(),
            *marks,
            class_="th-lines",
            width="100%",
            height=_HEIGHT,
            role="img",
            aria_labelledby=self.name,
            aria_describedby=f"{self.name}-words",
        )

    def _grid(self) -> list[SafeString]:
        parts = []
        for tick in self.ticks:
            y = self.up.at(tick)
            parts.append(
                element("line", class_="th-zero" if tick == 0 else "th-grid", x1=0, x2="100%", y1=y, y2=y)
            )
            parts.append(element("text", escape(self._tick_label(tick)), x=0, y=y - 3))
        return parts

    def _tick_label(self, tick: float) -> str:
        return writer(self.unit)(tick) if self.unit == "percent" else cldr.compact(tick)

    def _lines(self) -> SafeString:
        """Stretched to the width at hand, while the strokes keep their own."""
        paths = (
            element(
                "path", class_=f"th-line th-series-{place + 1}", d=path_through(map(self._place, one.points))
            )
            for place, one in enumerate(self.series)
            if one.known
        )
        return element(
            "svg",
            *paths,
            x=percent(_LEFT),
            width=percent(_WIDTH),
            height=_HEIGHT,
            viewBox=f"0 0 {_ACROSS:g} {_HEIGHT:g}",
            preserveAspectRatio="none",
        )

    def _place(self, point: Dated) -> Place | None:
        value = plain(point.value)
        return None if value is None else (self.across.at(point.on.toordinal()) * _ACROSS, self.up.at(value))

    def _marks(self, place: int, one: Series) -> list[SafeString]:
        if not one.known:
            return []
        x, y = self._place(one.known[-1]) or (0.0, 0.0)
        symbol = element("path", class_="th-symbol", d=_SYMBOLS[place])
        at = percent(_LEFT + x / _ACROSS * _WIDTH)
        return [element("svg", symbol, class_=f"th-series-{place + 1}", x=at, y=y, overflow="visible")]

    def _days(self) -> list[SafeString]:
        write = cldr.year if names_years(self.all_days) else cldr.short_month
        return [self._day_label(day, write(day)) for day in day_ticks(self.all_days)]

    def _day_label(self, day: date, label: str) -> SafeString:
        at = _LEFT + self.across.at(day.toordinal()) * _WIDTH
        anchor = "end" if at > _NEAR_END else "middle"
        return element("text", escape(label), x=percent(at), y=_HEIGHT - 6, text_anchor=anchor)

    def table(self) -> SafeString:
        head = format_html_join("", '<th scope="col">{}</th>', ((one.title,) for one in self.series))
        values = [{point.on: point.value for point in one.points} for one in self.series]
        rows = (
            (self._row_head(day), self._cells([each.get(day) for each in values])) for day in self.all_days
        )
        return format_html(
            '<details class="th-figures"><summary>{}</summary><table><caption>{}</caption>'
            '<thead><tr><th scope="col">{}</th>{}</tr></thead><tbody>{}</tbody></table></details>',
            _("The figures as a table"),
            self.title,
            _("Day"),
            head,
            format_html_join("\n", '<tr><th scope="row">{}</th>{}</tr>', rows),
        )

    def _row_head(self, day: date) -> str:
        return cldr.short_day(day)

    def _cells(self, values: Sequence[Numeric | None]) -> SafeString:
        write = writer(self.unit)
        written = ((cldr.NO_NUMBER if value is None else write(value),) for value in values)
        return format_html_join("", '<td class="th-number"><bdi>{}</bdi></td>', written)


def _key(place: int) -> SafeString:
    symbol = element("path", class_="th-symbol", d=_SYMBOLS[place])
    return element(
        "svg",
        symbol,
        class_=f"th-key th-series-{place + 1}",
        width=12,
        height=12,
        viewBox="-6 -6 12 12",
        aria_hidden="true",
    )
