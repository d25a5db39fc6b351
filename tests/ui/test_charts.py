"""Whatever the figures are: nothing leaves its box, bars begin at zero, nothing is not a number."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.ui.charts import Bar, Point, Series, bars, bullet, line_chart, small_multiples, sparkline
from thriving.ui.charts.days import day_ticks
from thriving.ui.charts.scale import Scale, around, round_ticks

# Every number that a record could hold, the absurd ones too.
NUMBERS = st.one_of(
    st.none(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.decimals(allow_nan=False, allow_infinity=False),
)
SOUND = st.floats(-1e9, 1e9).filter(lambda value: value == 0 or abs(value) > 1e-6)
DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
POINTS = st.lists(st.builds(Point, DAYS, NUMBERS), max_size=30).map(
    lambda each: sorted(each, key=lambda p: p.on)
)
TITLES = st.text("aé<>&\"' عربي🙂", max_size=20)  # no letters that could spell what is looked for below
SERIES = st.builds(Series, TITLES, POINTS, st.booleans())

_PLACES = ("x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "width", "height")
_STEPS = re.compile(r"[ML](-?[\d.]+) (-?[\d.]+)")


def drawings(html: str) -> list[ET.Element]:
    """Each outermost drawing of ``html``, parsed: it must be well-formed."""
    found, depth, start = [], 0, 0
    for match in re.finditer(r"<svg|</svg>", html):
        if match[0] == "<svg":
            start, depth = (match.start() if depth == 0 else start), depth + 1
        else:
            depth -= 1
            if depth == 0:
                found.append(ET.fromstring(html[start : match.end()]))  # noqa: S314 -- our own drawing
    return found


def assert_inside(svg: ET.Element) -> None:
    """Every place that ``svg`` names lies in its box; in one that stretches, places are percents."""
    wide, high = _size(svg)
    for element in svg.iter():
        for name, at in _places(element):
            assert math.isfinite(at)
            if not element.get("class", "").startswith("th-key"):
                assert -0.01 <= at <= (high if name in ("y", "y1", "y2", "cy", "height") else wide) + 0.01


def _size(svg: ET.Element) -> tuple[float, float]:
    wide = svg.get("width", "")
    return (100.0 if wide.endswith("%") else float(wide)), float(svg.get("height", ""))


def _places(element: ET.Element) -> Iterator[tuple[str, float]]:
    for name in _PLACES:
        if (written := element.get(name)) is not None:
            yield name, float(written.rstrip("%"))
    box = [float(part) for part in element.get("viewBox", "0 0 0 0").split()]
    for path in element.findall("path") if box[2] else []:
        for x, y in _STEPS.findall(path.get("d", "")):
            assert box[0] <= float(x) <= box[0] + box[2]
            assert box[1] <= float(y) <= box[1] + box[3]


def assert_sound(html: str) -> None:
    assert "nan" not in html.lower()
    assert "inf" not in re.sub(r">[^<]*<", "><", html).lower()
    assert "style=" not in html
    for svg in drawings(html):
        assert_inside(svg)


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_bullet_stays_in_its_box(value: object, target: object, pace: object, maximum: object) -> None:
    assert_sound(bullet(value, target, pace, maximum))


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_bullet_is_as_long_as_its_share(value: int, target: int) -> None:
    svg = drawings(bullet(value, target))[0]
    (bar,) = (each for each in svg if each.get("class") == "th-bar")
    (tick,) = (each for each in svg if each.get("class") == "th-target")
    assert bar.get("x") is None  # from zero
    longest = max(value, target)
    assert float(bar.get("width", "").rstrip("%")) == pytest.approx(99 * value / longest, abs=0.01)
    assert float(tick.get("x1", "").rstrip("%")) == pytest.approx(99 * target / longest, abs=0.01)


def test_bullet_draws_no_bar_for_what_is_not_known() -> None:
    assert "th-bar" not in bullet(None, 1)
    assert 'width="0%"' in bullet(-3, 10)


@given(st.lists(NUMBERS, max_size=40), NUMBERS)
def test_sparkline_stays_in_its_box(values: list[object], maximum: object) -> None:
    assert_sound(sparkline(values, maximum))


@given(st.lists(SOUND, min_size=2, max_size=20))
def test_sparkline_rises_where_its_values_rise(values: list[float]) -> None:
    path = drawings(sparkline(values))[0].find("path")
    assert path is not None
    heights = [float(y) for _x, y in _STEPS.findall(path.get("d", ""))]
    for (before, after), (high, next_high) in zip(pairwise(values), pairwise(heights), strict=True):
        assert (next_high <= high) if after >= before else (next_high >= high)


def test_sparkline_breaks_where_a_value_is_missing() -> None:
    path = drawings(sparkline([1, 2, None, 3]))[0].find("path")
    assert path is not None
    assert path.get("d", "").count("M") == 2


def test_sparkline_of_nothing_is_an_empty_line() -> None:
    svg = drawings(sparkline([]))[0]
    assert [each.tag for each in svg] == ["line"]


@given(st.lists(st.builds(Bar, TITLES, NUMBERS), max_size=20))
def test_bars_stay_in_their_box(rows: list[Bar]) -> None:
    assert_sound(bars(rows, "Bars"))


@given(st.lists(SOUND, min_size=1, max_size=10))
def test_bars_begin_at_zero(values: list[float]) -> None:
    html = bars([Bar(str(place), value) for place, value in enumerate(values)], "Bars")
    for svg, value in zip(drawings(html), values, strict=True):
        zero = float(svg[0].get("x1", "").rstrip("%"))
        left, width = (float(svg[1].get(name, "").rstrip("%")) for name in ("x", "width"))
        assert (left if value >= 0 else left + width) == pytest.approx(zero, abs=0.02)


@given(st.lists(SERIES, max_size=5), st.sampled_from(["number", "percent"]))
def test_line_chart_stays_in_its_box(series: list[Series], unit: str) -> None:
    assert_sound(line_chart(series, "Lines", unit=unit))


def test_line_chart_holds_five_lines() -> None:
    with pytest.raises(ValueError, match="at most 5 lines, not 6"):
        line_chart([Series("", [])] * 6, "Too many")


def test_line_chart_says_its_figures_in_a_table() -> None:
    points = [Point(date(2020, 3, 1), Decimal(84)), Point(date(2020, 4, 1), None)]
    html = line_chart([Series("People", points)], "Engaged")
    assert '1 Mar 2020</th><td class="th-number"><bdi>84</bdi></td>' in html
    assert '1 Apr 2020</th><td class="th-number"><bdi>–</bdi></td>' in html


def test_charts_escape_what_people_wrote() -> None:
    title = "<script>alert('&')</script>"
    for html in (
        line_chart([Series(title, [Point(date(2020, 1, 1), 1)])] * 2, title),
        small_multiples([Series(title, [])], title),
        bars([Bar(title, 1, url='"><script>')], title),
    ):
        assert "<script" not in html


@given(st.lists(SERIES, max_size=6))
def test_small_multiples_stay_in_their_boxes(series: list[Series]) -> None:
    assert_sound(small_multiples(series, "Many"))


def test_small_multiples_come_by_size_and_what_is_aside_last() -> None:
    def series(title: str, last: int | None, *, aside: bool = False) -> Series:
        return Series(title, [Point(date(2020, 1, 1), last)], aside)

    html = small_multiples(
        [
            series("not stated", 99, aside=True),
            series("small", 1),
            series("unknown", None),
            series("large", 7),
        ],
        "By region",
    )
    assert re.findall(r"<span>([^<]*)</span>", html) == ["large", "small", "unknown", "not stated"]


@given(st.lists(st.floats(-1e100, 1e100), max_size=9))
def test_ticks_are_few_and_reach_around_the_values(values: list[float]) -> None:
    lowest, highest = around(value if abs(value) > 1e-100 else 0.0 for value in values)
    ticks = round_ticks(lowest, highest)
    assert 2 <= len(ticks) <= 8
    assert ticks[0] <= lowest
    assert ticks[-1] >= highest * (1 - 1e-9)


def test_things_that_are_counted_have_no_halves() -> None:
    assert round_ticks(0, 2) == [0, 0.5, 1, 1.5, 2]
    assert round_ticks(0, 2, whole=True) == [0, 1, 2]
    assert round_ticks(0, 88, whole=True) == [0, 50, 100]


@given(st.lists(DAYS, unique=True, max_size=60).map(sorted))
def test_days_on_an_axis_are_few_and_among_those_of_the_figures(days: list[date]) -> None:
    ticks = day_ticks(days)
    assert len(ticks) <= 5
    assert set(ticks) <= set(days)
    assert ticks == sorted(ticks)


@pytest.mark.parametrize("last_days", [False, True], ids=["first days", "last days"])
def test_days_on_an_axis_are_evenly_apart(last_days: bool) -> None:  # noqa: FBT001 -- a parameter
    firsts = [date(2019 + (month > 6), (month + 5) % 12 + 1, 1) for month in range(1, 14)]
    days = [first - timedelta(days=1) for first in firsts] if last_days else firsts
    assert [(tick.month, tick.year) for tick in day_ticks(days)] == [
        (7, 2019),
        (10, 2019),
        (1, 2020),
        (4, 2020),
        (7, 2020),
    ][: 5 - last_days]


def test_long_axis_names_years() -> None:
    days = [date(2001 + month // 12, month % 12 + 1, 28) for month in range(12 * 24)]
    assert [tick.year for tick in day_ticks(days)] == [2005, 2010, 2015, 2020]
    assert {tick.month for tick in day_ticks(days)} == {1}


@given(SOUND, SOUND, SOUND)
def test_scale_clamps(lowest: float, highest: float, value: float) -> None:
    at = Scale(lowest, highest, 3.0, 97.0).at(value)
    assert 3.0 <= at <= 97.0
