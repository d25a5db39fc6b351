from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thriving.evidence import ledger
from thriving.evidence.indicators import Gap, MonthPoint, Series, every_series, for_keys, origin_in_words
from thriving.kernel import clock
from thriving.ui import cldr
from thriving.ui.charts import Series as Line
from thriving.ui.twins import Column, Parameter, Records, Row

INDICATORS = Records(
    "indicators",
    _("Monthly series"),
    _("Every series that was published by others or computed here, with its newest month."),
    columns=(
        Column("key", "string", _("Key"), _("How plans and addresses name it.")),
        Column("title", "string", _("Series"), _("What it tells.")),
        Column("definition", "string", _("Definition"), _("What is counted, in our words.")),
        Column("unit", "string", _("Unit"), _("What one is: a person, an article, or a share of a whole.")),
        Column("month", "date", _("Newest month"), _("First day of the newest month published.")),
        Column("value", "number", _("Value"), _("Of the newest month; a share is a part of one.")),
        Column("source", "string", _("Source"), _("Who publishes it, or its definition.")),
        Column("origin", "string", _("Origin"), _("Published by others, or computed here.")),
        Column(
            "made_up", "boolean", _("Made up"), _("Whether it was computed from a history that is made up.")
        ),
    ),
)
MONTHS = Records(
    "indicator-months",
    _("Months of a series"),
    _("Every month that there is a figure for, and those that cannot be known yet."),
    columns=(
        Column("month", "date", _("Month"), _("Its first day.")),
        Column("value", "number", _("Value"), _("A share is a part of one.")),
        Column("numerator", "number", _("Part"), _("Of a share, where it is known.")),
        Column("denominator", "number", _("Whole"), _("Of a share, where it is known.")),
        Column(
            "known_from", "date", _("Known from"), _("Where there is no value yet: when there may be one.")
        ),
    ),
    parameters=(
        Parameter(
            "known", "date", _("As known on"), _("What was known of the series by the end of that day.")
        ),
    ),
)


@require_safe
def indicators(request: HttpRequest, form: Any) -> HttpResponse:
    found = every_series()
    context = {"shown": [(series, origin_in_words(series)) for series in found]}
    rows = [_row(series) for series in found]
    return INDICATORS.respond(request, rows, form=form, template="evidence/indicators.html", context=context)


@require_safe
def indicator(request: HttpRequest, key: str, form: Any) -> HttpResponse:
    """One series: what it means, who says so or how it was computed, its curve and its months."""
    known = MONTHS.asked(request)["known"]
    found = for_keys([key], number=ledger.number_on(known) if known else None)
    if not found:
        raise Http404
    [series] = found
    title = str(series.indicator.title)
    return MONTHS.respond(
        request,
        _months(series),
        form=form,
        template="evidence/indicator.html",
        context=_context(series, title),
        extra={"computation": _computation(series)},
        title=title,
        known=known or clock.today(),
        sample=series.indicator.sample,
    )


def _months(series: Series) -> list[Row]:
    open_months = [
        {**_month(Gap(month)), "known_from": known_from} for month, known_from in series.open_months.items()
    ]
    return [*map(_month, series.points), *open_months]


def _month(point: MonthPoint | Gap) -> Row:
    return {
        "month": point.month,
        "value": point.value,
        "numerator": getattr(point, "numerator", None),
        "denominator": getattr(point, "denominator", None),
        "known_from": None,
    }


def _context(series: Series, title: str) -> dict[str, Any]:
    return {
        "series": series,
        "line": [Line(title, series.drawn)],
        "chart_unit": "percent" if series.indicator.is_share else "number",
        "facts": _facts_of_computed(series) if series.computation else _facts(series),
        "versions": series.indicator.computations.all() if series.computation else [],
    }


def _row(series: Series) -> Row:
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
        "origin": it.origin,
        "made_up": it.sample,
    }


def _computation(series: Series) -> dict[str, Any] | None:
    made = series.computation
    return (
        None
        if made is None
        else {
            "metric": made.metric,
            "definition": made.definition,
            "source": made.source,
            "limits": made.limits,
            "notes": made.notes,
            "parameters": made.parameters,
            "snapshots": made.wikis,
            "known_until": made.known_until,
            "engine": made.engine,
            "withheld": made.withheld_months,
            "computed_at": made.computed_at,
        }
    )


def _facts(series: Series) -> list[tuple[Any, Any]]:
    it = series.indicator
    return [
        (_("Source"), it.source),
        (_("License"), it.license),
        (_("File and column"), f"{it.file}, {it.column}"),
        (_("Read"), cldr.day(it.imported_at)),
        (_("Digest (SHA-256)"), it.digest),
    ]


def _said(words: str) -> SafeString:
    """Names, and the engine's words, which are English in every language."""
    return format_html('<bdi lang="en">{}</bdi>', words)


def _facts_of_computed(series: Series) -> list[tuple[Any, Any]]:
    made = series.computation
    if made is None:
        return []
    parameters = ", ".join(f"{name} = {value}" for name, value in made.parameters.items())
    return [
        (_("Source of the definition"), _said(made.source)),
        (_("Metric"), _said(made.metric)),
        (_("Parameters"), _said(parameters) if parameters else _("none")),
        (
            _("Wikis and their snapshots"),
            _said(", ".join(f"{wiki} ({name})" for wiki, name in made.wikis.items())),
        ),
        (_("Known until"), cldr.day(made.known_until)),
        (_("Computed"), cldr.day(made.computed_at)),
        (_("Engine"), _said(made.engine)),
        (_("Digest (SHA-256)"), series.indicator.digest),
    ]
