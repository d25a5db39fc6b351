"""The records behind a number: the page that every number opens to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.evidence import addresses
from thriving.evidence.asked import Asked, specification_of
from thriving.evidence.behind import behind, only_released
from thriving.evidence.definitions import version_of
from thriving.evidence.forms import PICKED, picked_filters
from thriving.evidence.views.records.asking import Asking
from thriving.evidence.views.records.columns import RECORDS
from thriving.evidence.views.records.live import live
from thriving.evidence.views.records.months import months
from thriving.evidence.views.records.released import released
from thriving.kernel import clock

__all__ = ["RECORDS", "records"]


@require_safe
def records(request: HttpRequest, measure: str, form: Any) -> HttpResponse:
    said = RECORDS.asked(request)
    version = version_of(measure, said["version"])
    if version is None:
        raise Http404
    if form == "html" and (picked := picked_filters(request.GET)):
        return redirect(f"{request.path}?{_with_filters(request.GET, picked)}")
    asked = Asked(version, addresses.question_of(specification_of(version), said))
    on, known = _day(said["on"]), _day(said["known"])
    asking = Asking(request, form, behind(request.user, asked, on=on, known=known), said["page"] or 1)
    if only_released(request.user, asked):
        return released(asking)
    return months(asking) if asked.question.specification.kind == "indicator" else live(asking)


def _day(said: date | None) -> date | None:
    if said and said > clock.today():
        raise BadRequest(_("Nothing is known yet of a day that has not come."))
    return said


def _with_filters(query: QueryDict, picked: Sequence[str]) -> str:
    """The same address, with what was picked in the form as filters of the address."""
    kept = query.copy()
    for name in [name for name in kept if name.startswith(PICKED) or name == "page"]:
        del kept[name]
    for part in picked:
        kept.appendlist("where", part)
    return kept.urlencode(safe=":,")
