"""One number against its target: a bar, a tick at the target, a dashed tick where it should be by today."""

from __future__ import annotations

from django.utils.safestring import SafeString

from thriving.ui.charts.scale import Scale
from thriving.ui.charts.series import Numeric, plain
from thriving.ui.charts.svg import element, percent

_END = 99.0  # percent of the width: a tick at the very end would be cut in half
_HEIGHT = 14


def bullet(
    value: Numeric | None,
    target: Numeric | None,
    pace: Numeric | None = None,
    maximum: Numeric | None = None,
) -> SafeString:
    """As wide as where it stands, from zero. A value below zero draws no bar: the words beside it say so."""
    now, aim, due, most = (plain(each) for each in (value, target, pace, maximum))
    scale = Scale(0.0, most if most and most > 0 else max(now or 0.0, aim or 0.0, due or 0.0), 0.0, _END)
    parts = [element("rect", class_="th-beyond", width=percent(_END), height=8, y=3)]
    if aim is not None:
        parts.append(element("rect", class_="th-track", width=percent(scale.at(aim)), height=8, y=3))
    if now is not None:
        parts.append(element("rect", class_="th-bar", width=percent(scale.at(now)), height=4, y=5))
    if due is not None and now is not None:
        parts.append(_tick("th-pace", scale.at(due)))
    if aim is not None:
        parts.append(_tick("th-target", scale.at(aim)))
    return element("svg", *parts, class_="th-bullet", width="100%", height=_HEIGHT, aria_hidden="true")


def _tick(kind: str, at: float) -> SafeString:
    return element("line", class_=kind, x1=percent(at), x2=percent(at), y1=0, y2=_HEIGHT)
