"""Bars from zero, one to a row of a table; label and number are text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from thriving.ui.charts.scale import Scale, around
from thriving.ui.charts.series import Numeric, plain
from thriving.ui.charts.svg import element, percent
from thriving.ui.charts.words import writer
from thriving.ui.cldr import NO_NUMBER

_HEIGHT = 14


@dataclass(frozen=True)
class Bar:
    """A labeled number; None where there was nothing to count."""

    label: str
    value: Numeric | None
    url: str = ""


def bars(
    rows: Sequence[Bar], caption: str, maximum: Numeric | None = None, unit: str = "number"
) -> SafeString:
    """In the order given: sorting by value, "not stated" last, is for who knows what the rows are."""
    values = [plain(row.value) for row in rows]
    scale = Scale(*around([*values, plain(maximum)]), 0.0, 100.0)
    write = writer(unit)
    lines = (
        (_label(row), NO_NUMBER if row.value is None else write(row.value), _drawn(value, scale))
        for row, value in zip(rows, values, strict=True)
    )
    body = format_html_join(
        "\n", '<tr><th scope="row">{}</th><td class="th-number"><bdi>{}</bdi></td><td>{}</td></tr>', lines
    )
    return format_html('<table class="th-bars"><caption>{}</caption><tbody>{}</tbody></table>', caption, body)


def _label(row: Bar) -> str | SafeString:
    return format_html('<a href="{}">{}</a>', row.url, row.label) if row.url else row.label


def _drawn(value: float | None, scale: Scale) -> SafeString:
    zero = scale.at(0.0)
    parts = [element("line", class_="th-zero", x1=percent(zero), x2=percent(zero), y1=0, y2=_HEIGHT)]
    if value is not None:
        ends = sorted((zero, scale.at(value)))
        parts.append(
            element(
                "rect",
                class_="th-bar",
                x=percent(ends[0]),
                width=percent(ends[1] - ends[0]),
                y=2,
                height=_HEIGHT - 4,
            )
        )
    return element("svg", *parts, class_="th-bullet", width="100%", height=_HEIGHT, aria_hidden="true")
