"""The shape of a series in the size of a word: no axes, a dot on the last point."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from thriving.ui.charts.scale import Scale, around
from thriving.ui.charts.series import Dated, Numeric, plain
from thriving.ui.charts.svg import Place, element, path_through

_MARGIN = 3.0  # room for the dot


def sparkline(
    points: Sequence[Dated | Numeric | None],
    maximum: Numeric | None = None,
    minimum: Numeric | None = None,
    width: float = 120,
    height: float = 28,
) -> SafeString:
    """``maximum`` (and ``minimum``, where something is negative) gives a group of sparklines one scale."""
    limits = (plain(minimum), plain(maximum))
    places = _places([_value(point) for point in points], limits, width, height)
    known = [place for place in places if place]
    parts = [element("line", class_="th-base", x1=0, x2=width, y1=height - 1, y2=height - 1)]
    if known:
        x, y = known[-1]
        parts.append(element("path", class_="th-line", d=path_through(places)))
        parts.append(element("circle", class_="th-last", cx=x, cy=y, r=2.5))
    box = f"0 0 {width:g} {height:g}"
    return element(
        "svg", *parts, class_="th-spark", viewBox=box, width=width, height=height, aria_hidden="true"
    )


def _value(point: Dated | Numeric | None) -> float | None:
    return plain(point if point is None or isinstance(point, Numeric) else point.value)


def _places(
    values: Sequence[float | None], limits: tuple[float | None, float | None], width: float, height: float
) -> list[Place | None]:
    across = Scale(0.0, max(1.0, len(values) - 1.0), _MARGIN, width - _MARGIN)
    up = Scale(*around([*values, *limits]), height - _MARGIN, _MARGIN)
    return [None if value is None else (across.at(place), up.at(value)) for place, value in enumerate(values)]
