from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thriving.evidence.indicators import Series, every_series, for_keys, with_gaps
from thriving.kernel import clock
from thriving.ui import cldr
from thriving.ui.charts import Series as Line
from thriving.ui.twins import Column, Records

INDICATORS = Records(
    "indicators",
    _("Official monthly series"),
    _("Every series that was read from a publisher's files, with its newest month."),
    columns=(
        Column("key", "string", _("Key"), _("How plans and addresses name it.")),
        Column("title", "string", _("Series"), _("What it tells.")),
        Column("definition", "string", _("Definition"), _("What is counted, in our words.")),
        Column("unit", "string", _("Unit"), _("What one is: a person, an article, or a share of a whole.")),
        Column("month", "date", _("Newest month"), _("First day of the newest month published.")),
        Column("value", "number", _("Value"), _("Of the newest month; a share is a part of one.")),
        Column("source", "string", _("Source"), _("Who publishes it.")),
    ),
)
MONTHS = Records(
    "indicator-months",
    _("Months of an official series"),
    _("Every month that the publisher gave a figure for."),
    columns=(
        Column("month", "date", _("Month"), _("Its first day.")),
        Column("value", "number", _("Value"), _("A share is a part of one.")),
    ),
)


@require_safe
def indicators(request: HttpRequest, form: Any) -> HttpResponse:
    rows = [_row(series) for series in every_series()]
    return INDICATORS.respond(request, rows, form=form, template="evidence/indicators.html")


@require_safe
def indicator(request: HttpRequest, key: str, form: Any) -> HttpResponse:
    """One series: what it means, who says so, its curve and its months."""
    found = for_keys([key])
    if not found:
        raise Http404
    [series] = found
    title = str(series.indicator.title)
    shown = [{"month": point.month, "value": point.value} for point in series.points]
    return MONTHS.respond(
        request,
        shown,
        form=form,
        template="evidence/indicator.html",
        context=_context(series, title),
        title=title,
        known=clock.today(),
    )


def _context(series: Series, title: str) -> dict[str, Any]:
    return {
        "series": series,
        "line": [Line(title, with_gaps(series.points))],
        "chart_unit": "percent" if series.indicator.is_share else "number",
        "facts": _facts(series),
    }


def _row(series: Series) -> dict[str, Any]:
    last = series.points[-1] if series.points else None
    it = series.indicator
    return {
        "key": it.key,
        "title": it.title,
        "definition": it.definition,
        "unit": it.unit,
        "month": last and last.month,
        "value": last and last.value,
        "source": it.source,
    }


def _facts(series: Series) -> list[tuple[Any, Any]]:
    it = series.indicator
    return [
        (_("Source"), it.source),
        (_("License"), it.license),
        (_("File and column"), f"{it.file}, {it.column}"),
        (_("Read"), cldr.day(it.imported_at)),
        (_("Digest (SHA-256)"), it.digest),
    ]
