"""Published figures about people in parts: the tables, what each publication told, and who agreed on them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from thriving.evidence import addresses
from thriving.evidence.asked import Asked
from thriving.evidence.forms import DecideForm, ProposeTableForm
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.tables import proposing, publishing, reading, wording
from thriving.evidence.tables.populations import question_of
from thriving.kernel import access
from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.doors import needs, typed
from thriving.ui.charts import Bar
from thriving.ui.twins import Column, Records

_TITLE = Column("title", "string", gettext_lazy("Table"), gettext_lazy("What it counts, and by what."))
_KEY = Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name the table."))
TABLES = Records(
    "tables-of-people",
    gettext_lazy("Figures about people"),
    gettext_lazy("The tables in which numbers of people are published in parts."),
    columns=(
        _KEY,
        _TITLE,
        Column("measure", "string", gettext_lazy("Measure"), gettext_lazy("Key of what it counts.")),
        Column("dimensions", "list", gettext_lazy("By"), gettext_lazy("The properties that it tells apart.")),
        Column("cadence", "string", gettext_lazy("How often"), gettext_lazy("When it is published.")),
        Column("least", "integer", gettext_lazy("Fewest told"), gettext_lazy("Fewer are never told.")),
        Column("state", "string", gettext_lazy("State"), gettext_lazy("approved or retired.")),
        Column("newest", "date", gettext_lazy("Newest"), gettext_lazy("The day of the newest figures.")),
    ),
)
RELEASES = Records(
    "releases-of-a-table",
    gettext_lazy("Publications of a table of people"),
    gettext_lazy("Every time that the table was due, newest first: published, carried forward, or not."),
    columns=(
        Column("number", "integer", gettext_lazy("Number"), gettext_lazy("Of the publication.")),
        Column("on", "date", gettext_lazy("As of"), gettext_lazy("What had happened by this day.")),
        Column("known", "date", gettext_lazy("As known on"), gettext_lazy("What was known by then.")),
        Column("known_number", "integer", gettext_lazy("Ledger number"), gettext_lazy("The last one known.")),
        Column("published", "date", gettext_lazy("Published"), gettext_lazy("The day of publication.")),
        Column("outcome", "string", gettext_lazy("Outcome"), gettext_lazy("published, carried or refused.")),
        Column("why", "string", gettext_lazy("Why"), gettext_lazy("Why it was not counted anew, if so.")),
        Column("digest", "string", gettext_lazy("Digest"), gettext_lazy("SHA-256 of what was told.")),
    ),
)
CELLS = Records(
    "cells-of-a-table",
    gettext_lazy("A published table of people"),
    gettext_lazy("One row for each figure. Hidden figures look alike, whatever stands behind them."),
    columns=(
        Column("row", "string", gettext_lazy("Row"), gettext_lazy("Category; empty for everybody.")),
        Column("column", "string", gettext_lazy("Column"), gettext_lazy("Category; empty for everybody.")),
        Column("people", "integer", gettext_lazy("People"), gettext_lazy("Empty where it is hidden.")),
        Column("percent", "integer", gettext_lazy("Percent"), gettext_lazy("Made from rounded figures.")),
        Column("hidden", "boolean", gettext_lazy("Hidden"), gettext_lazy("Whether the figure is hidden.")),
    ),
)


@require_safe
def tables(request: HttpRequest, form: Any) -> HttpResponse:
    known = list(reading.tables_for(request.user))
    newest = reading.newest_days(known)
    rows = [_row(each, newest.get(each.pk)) for each in known if each.state in {"approved", "retired"}]
    decides = access.holds(request.user, "propose_table")
    context = {
        "waiting": [table for table in known if table.state == "proposed"],
        "may_propose": decides,
        "due": len(publishing.due()) if decides else 0,
    }
    sample = any(table.sample for table in known)
    return TABLES.respond(
        request, rows, form=form, template="evidence/tables.html", context=context, sample=sample
    )


@require_safe
def table(request: HttpRequest, key: str, form: Any) -> HttpResponse:
    found = _table(request, key)
    releases = list(found.releases.select_related("carries").order_by("-number"))
    newest = reading.shown(releases[0]) if releases else None
    context = {
        **_about(found),
        "newest": newest,
        "sentence": wording.sentence_of(newest) if newest else "",
        "bars": _bars(newest),
        "releases": [(each, wording.outcome_of(each)) for each in releases],
        "decide_form": DecideForm(typed(request)),
        "may": {rule: access.may(request.user, f"{rule}_table", found) for rule in ("decide", "retire")},
    }
    return RELEASES.respond(
        request,
        [_release(each) for each in releases],
        form=form,
        template="evidence/table.html",
        context=context,
        extra={"key": found.key, "measure": found.version.measure.key, "least": found.k},
        title=wording.title_of(found),
        sample=found.sample,
    )


@require_safe
def table_release(request: HttpRequest, key: str, number: int, form: Any) -> HttpResponse:
    found = _table(request, key)
    release = get_object_or_404(
        found.releases.select_related("specification__version__measure"), number=number
    )
    shown = reading.shown(release)
    context = {
        **_about(found),
        "release": release,
        "newest": shown,
        "sentence": wording.sentence_of(shown),
        "outcome": wording.outcome_of(release),
        "bars": _bars(shown),
    }
    return CELLS.respond(
        request,
        [_cell(figure) for figure in shown.cells],
        form=form,
        template="evidence/table_release.html",
        context=context,
        extra=_said(release, shown),
        title=wording.title_of(found),
        sample=release.sample,
        on=shown.told.on if shown.told else release.on,
        known=shown.told.known_on if shown.told else release.known_on,
    )


@needs("propose_table")
def propose_table(request: HttpRequest) -> HttpResponseBase:
    form = ProposeTableForm(typed(request))
    if request.method == "POST" and form.is_valid() and (proposed := _proposed(request, form)):
        messages.success(request, _("Proposed. It is published once a second evaluator has approved it."))
        return redirect("evidence:table", proposed.key)
    return render(request, "evidence/propose_table.html", {"form": form}, status=422 if form.errors else 200)


@needs("propose_table", fresh=True)
@require_POST
def decide_table(request: HttpRequest, key: str) -> HttpResponse:
    """Approve, decline or retire: whichever button was pressed."""
    found = _table(request, key)
    try:
        messages.success(request, _decided(found, request))
    except MoveRefused as refused:
        messages.error(request, str(refused))
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect("evidence:table", found.key)


@needs("publish_release", fresh=True)
@require_POST
def publish_tables(request: HttpRequest) -> HttpResponse:
    """Publish what is due now, as the clock does each night."""
    released = publishing.publish_due(by=request.user)
    count = len(released)
    told = ngettext("%(count)s table has its publication.", "%(count)s tables have theirs.", count)
    messages.success(request, told % {"count": count} if count else _("Nothing is due."))
    return redirect("evidence:tables")


def _table(request: HttpRequest, key: str) -> TableSpecification:
    return get_object_or_404(reading.tables_for(request.user), key=key)


def _proposed(request: HttpRequest, form: ProposeTableForm) -> TableSpecification | None:
    try:
        return proposing.propose(form.proposal(), by=request.user)
    except ValidationError as refused:
        form.add_error(None, refused)
    return None


def _decided(found: TableSpecification, request: HttpRequest) -> str:
    why = request.POST.get("why", "")
    match request.POST.get("move", ""):
        case "approve":
            proposing.approve(found, by=request.user, note=why)
            return _("Approved. It is published when its next period is over.")
        case "decline":
            proposing.decline(found, by=request.user, why=why)
            return _("Declined.")
        case "retire":
            proposing.retire(found, by=request.user, why=why)
            return _("Retired. What was published stays.")
        case _:
            raise Http404


def _about(found: TableSpecification) -> dict[str, Any]:
    asked = Asked(found.version, question_of(found))
    return {
        "table": found,
        "by": reading.title_of(found),
        "explained": wording.explained(found),
        "protection": wording.protection(found),
        "measure_url": addresses.measure_url(found.version),
        "number_url": addresses.evidence_url(asked),
    }


def _bars(shown: reading.Shown | None) -> list[Bar]:
    """Of one property, what is told; the total is no bar."""
    if shown is None or shown.columns:
        return []
    lines = [line for line in shown.lines if line.category]
    return [Bar(line.title, line.cells[0].people) for line in lines if line.cells[0].people is not None]


def _row(found: TableSpecification, newest: Any) -> dict[str, Any]:
    return {
        "key": found.key,
        "title": wording.title_of(found),
        "measure": found.version.measure.key,
        "dimensions": found.dimensions,
        "cadence": found.cadence,
        "often": wording.OFTEN[found.cadence],
        "least": found.k,
        "state": found.state,
        "newest": newest,
    }


def _release(release: TableRelease) -> dict[str, Any]:
    return {
        "number": release.number,
        "on": release.on,
        "known": release.known_on,
        "known_number": release.known_number,
        "published": release.published_at.date(),
        "outcome": release.outcome,
        "why": release.reason or None,
        "digest": release.digest,
    }


def _cell(figure: reading.Figure) -> dict[str, Any]:
    row, *column = figure.cell
    return {
        "row": row,
        "column": column[0] if column else "",
        "people": figure.people,
        "percent": figure.percent,
        "hidden": figure.people is None,
    }


def _said(release: TableRelease, shown: reading.Shown) -> dict[str, Any]:
    return {
        "outcome": release.outcome,
        "dimensions": release.specification.dimensions,
        "least": release.specification.k,
        "counted_in": shown.told.number if shown.told else None,
        "specification_hash": release.specification_hash,
        "digest": release.digest,
    }
