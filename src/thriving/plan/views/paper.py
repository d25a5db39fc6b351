"""The plan to take away: one printed page, text for a wiki page, files."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.plan import slots
from thriving.plan.pages import kept, records, wikitext
from thriving.plan.views import setting


@require_safe
def board(request: HttpRequest, plan: str) -> HttpResponseBase:
    """One page of paper: how each key result stands, and why."""
    found = setting.plan_for(request, plan)
    asked = setting.dates_of(request, records.KEY_RESULTS)

    def compose() -> dict[str, object]:
        standing = setting.standing_for(request, found, asked)
        shared = setting.context(request, standing, asked)
        return {**shared, "title": str(found.title), "steps": setting.steps(found), "here": _("On one page")}

    return kept.page(request, found, "plan/_board.html", compose, also=slots.edition())


@require_safe
def as_wikitext(request: HttpRequest, plan: str) -> HttpResponse:
    """The same table as text that can be pasted into a wiki page."""
    found = setting.plan_for(request, plan)
    asked = setting.dates_of(request, records.KEY_RESULTS)
    standing = setting.standing_for(request, found, asked)
    text = wikitext.page(standing, site=request.build_absolute_uri("/"))
    if request.GET.get("raw"):
        return HttpResponse(text, content_type="text/plain; charset=utf-8")
    context = {**setting.context(request, standing, asked), "text": text, "steps": setting.steps(found)}
    return render(request, "plan/wikitext.html", {**context, "here": _("For a wiki page")})


@require_safe
def downloads(request: HttpRequest, plan: str) -> HttpResponse:
    """Everything that can be taken away."""
    found = setting.plan_for(request, plan)
    context = {"plan": found, "sample": found.sample, "steps": setting.steps(found), "here": _("Downloads")}
    return render(request, "plan/downloads.html", context)
