"""Bars from zero, one to a row; label and number are text beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from thriving.ui import cldr
from thriving.ui.charts.scale import Scale, around
from thriving.ui.charts.series import Numeric, plain
from thriving.ui.charts.svg import element


@dataclass(frozen=True)
class Bar:
    label: str
    value: Numeric | None
    url: str = ""


def bars(rows: Sequence[Bar], caption: str, maximum: Numeric | None = None) -> SafeString:
    return format_html("")
