"""The vital signs of a wiki: one page for all, one for each with its months and its definition."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from thriving.ui import cldr
from thriving.ui.twins import Column, Records, Row
from thriving.wiki import queries
from thriving.wiki.queries import Month, Told

_MONTHS = (
    Column("month", "date", _("Month"), _("Its first day.")),
    Column("part", "string", _("Part"), _("Such as a generation; empty where there are none.")),
    Column(
        "value", "number", _("Value"), _("A share is a part of one; empty where it is not told, or not yet.")
    ),
    Column("numerator", "number", _("Part of the whole"), _("Of a share.")),
    Column("denominator", "number", _("Whole"), _("Of a share.")),
    Column("known_from", "date", _("Known from"), _("Of a month that is open: when it may be known.")),
    Column(
        "withheld", "boolean", _("Not told"), _("Whether so few people stand behind it that it is not told.")
    ),
)
SIGNS = Records(
    "vital-signs",
    _("Vital signs of a wiki"),
    _("Every month of every vital sign of one wiki, as its newest snapshot has it."),
    columns=(Column("metric", "string", _("Metric"), _("By the name that the engine gives it.")), *_MONTHS),
)
SIGN = Records(
    "vital-sign",
    _("A vital sign of a wiki"),
    _("Every month of one vital sign of one wiki, as its newest snapshot has it."),
    columns=_MONTHS,
)


@require_safe
def signs(request: HttpRequest, code: str, form: Any) -> HttpResponse:
    found = queries.signs_of(request.user, code)
    if not found:
        raise Http404
    name, kept = queries.names_of([code])[code], next(iter(found.values())).kept
    return SIGNS.respond(
        request,
        [{"metric": each.metric, **_row(month)} for each in found.values() for month in each.months],
        form=form,
        template="wiki/signs.html",
        context={
            "groups": queries.in_groups(found),
            "wiki": code,
            "name": name,
            "heading": _heading(name),
            "kept": kept,
            "sees_small": queries.sees_small(request.user),
        },
        extra={
            "wiki": code,
            "snapshot": kept.snapshot,
            "known_until": kept.known_until,
            "engine": kept.engine,
        },
        title=name,
        sample=kept.sample,
    )


@require_safe
def sign(request: HttpRequest, code: str, metric: str, form: Any) -> HttpResponse:
    told = queries.signs_of(request.user, code).get(metric)
    if told is None:
        raise Http404
    kept, name = told.kept, queries.names_of([code])[code]
    return SIGN.respond(
        request,
        [_row(month) for month in told.months],
        form=form,
        template="wiki/sign.html",
        context={
            "told": told,
            "wiki": code,
            "name": name,
            "heading": _heading(name),
            "facts": _facts(told),
        },
        extra={
            "wiki": code,
            "metric": metric,
            "definition": kept.definition,
            "source": kept.source,
            "limits": kept.limits,
            "notes": kept.notes,
            "parameters": kept.parameters,
            "not_known": kept.not_known,
            "snapshot": kept.snapshot,
            "known_until": kept.known_until,
            "engine": kept.engine,
        },
        title=str(told.title),
        sample=kept.sample,
    )


def _heading(name: str) -> str:
    return gettext("Vital signs: %(wiki)s") % {"wiki": name}


def _said(words: str) -> SafeString:
    """In the engine's words, which are English in every language."""
    return format_html('<bdi lang="en">{}</bdi>', words)


def _row(month: Month) -> Row:
    return {
        "month": month.month,
        "part": month.part or None,
        "value": month.value,
        "numerator": month.numerator,
        "denominator": month.denominator,
        "known_from": month.known_from,
        "withheld": month.withheld,
    }


def _facts(told: Told) -> list[tuple[Any, Any]]:
    kept = told.kept
    parameters = ", ".join(f"{name} = {value}" for name, value in kept.parameters.items())
    return [
        (_("Source of the definition"), _said(kept.source)),
        (_("Metric"), _said(kept.metric)),
        (_("Parameters"), _said(parameters) if parameters else _("none")),
        (_("Snapshot"), _said(kept.snapshot)),
        (_("Known until"), cldr.day(kept.known_until)),
        (_("Measured on"), cldr.day(kept.measured_at)),
        (_("Engine"), _said(kept.engine)),
    ]
