"""One measure against its target: a bar, a tick at the target, a dashed tick where we should be by today."""

from __future__ import annotations

from django.utils.safestring import SafeString

from thriving.ui.charts.scale import Scale
from thriving.ui.charts.series import Numeric, plain
from thriving.ui.charts.svg import element

# Percent of the width. The last bit is kept free, or a tick at the very end would be cut in half.
_END = 99.0
_HEIGHT = 14


def bullet(
    value: Numeric | None, target: Numeric | None, pace: Numeric | None = None, maximum: Numeric | None = None
) -> SafeString:
    """Zero-based and as wide as the place it stands in. A value below zero draws no bar: the words beside say it."""
    bar, tick, planned, most = (plain(each) for each in (value, target, pace, maximum))
    highest = most if most and most > 0 else max(0.0, bar or 0.0, tick or 0.0, planned or 0.0)
    scale = Scale(0.0, highest, 0.0, _END)
    parts = [element("rect", class_="th-track", width=f"{_END:g}%", height=8, y=3)]
    if bar is not None:
        parts.append(element("rect", class_="th-bar", width=_percent(scale.at(bar)), height=4, y=5))
    if planned is not None:
        parts.append(_tick("th-pace", scale.at(planned)))
    if tick is not None:
        parts.append(_tick("th-target", scale.at(tick)))
    return element("svg", *parts, class_="th-bullet", width="100%", height=_HEIGHT, aria_hidden="true")


def _tick(kind: str, at: float) -> SafeString:
    return element("line", class_=kind, x1=_percent(at), x2=_percent(at), y1=0, y2=_HEIGHT)


def _percent(at: float) -> str:
    return f"{round(at, 2):g}%"
