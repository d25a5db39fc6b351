"""The shape of a series in the size of a word: no axes, a dot on the last point."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from thriving.ui.charts.scale import Scale, around
from thriving.ui.charts.series import Dated, Numeric, plain
from thriving.ui.charts.svg import Place, element, path_through

_WIDTH, _HEIGHT, _MARGIN = 120.0, 28.0, 3.0


def sparkline(points: Sequence[Dated | Numeric | None], maximum: Numeric | None = None) -> SafeString:
    """``maximum`` gives a group of sparklines one height."""
    values = [_value(point) for point in points]
    places = _places(values, plain(maximum) or 0.0)
    known = [place for place in places if place]
    parts = [element("path", class_="th-line", d=path_through(places))] if known else []
    if known:
        parts.append(element("circle", class_="th-last", cx=known[-1][0], cy=known[-1][1], r=2.5))
    box = f"0 0 {_WIDTH:g} {_HEIGHT:g}"
    return element(
        "svg", *parts, class_="th-spark", viewBox=box, width=_WIDTH, height=_HEIGHT, aria_hidden="true"
    )


def _value(point: Dated | Numeric | None) -> float | None:
    return plain(point if point is None or isinstance(point, Numeric) else point.value)


def _places(values: Sequence[float | None], most: float) -> list[Place | None]:
    lowest, highest = around(values, most=most)
    across = Scale(0.0, max(1.0, len(values) - 1.0), _MARGIN, _WIDTH - _MARGIN)
    up = Scale(lowest, highest, _HEIGHT - _MARGIN, _MARGIN)
    return [None if value is None else (across.at(place), up.at(value)) for place, value in enumerate(values)]
