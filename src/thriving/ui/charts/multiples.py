"""The same small line many times on one scale, the largest first."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thriving.ui.charts.scale import around
from thriving.ui.charts.series import Series, plain
from thriving.ui.charts.sparkline import sparkline
from thriving.ui.charts.words import describe, writer
from thriving.ui.cldr import NO_NUMBER

_WIDTH, _HEIGHT = 160.0, 48.0


def small_multiples(
    series: Sequence[Series], caption: str, unit: str = "number", *, as_given: bool = False
) -> SafeString:
    """By size; those aside, such as "not stated", come last, and before them those without any figure.

    ``as_given``: of what has an order of its own, such as times.
    """
    limits = around(plain(point.value) for one in series for point in one.points)
    shown = series if as_given else sorted(series, key=_rank)
    items = ((_one(one, limits, unit),) for one in shown)
    return format_html(
        '<figure class="th-chart th-chart-wide"><figcaption>{}</figcaption><p class="th-words">{}</p>'
        '<ul class="th-multiples">{}</ul></figure>',
        caption,
        _scale(limits, unit),
        format_html_join("\n", "<li>{}</li>", items),
    )


def _scale(limits: tuple[float, float], unit: str) -> str:
    lowest, highest = map(writer(unit), limits)
    return _("All on one scale, from %(lowest)s to %(highest)s.") % {"lowest": lowest, "highest": highest}


def _rank(one: Series) -> tuple[bool, bool, float, str]:
    last = plain(one.last)
    return one.aside, last is None, -(last or 0.0), one.title


def _one(one: Series, limits: tuple[float, float], unit: str) -> SafeString:
    last = NO_NUMBER if one.last is None else writer(unit)(one.last)
    return format_html(
        '<p class="th-multiple"><span>{}</span> <strong><bdi>{}</bdi></strong></p>{}'
        '<p class="th-words">{}</p>',
        one.title,
        last,
        sparkline(one.points, limits[1], limits[0], _WIDTH, _HEIGHT),
        describe(one.points, unit, brief=True),
    )
