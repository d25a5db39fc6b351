"""The first page, the announcement, and what programs read about the site."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thriving.plan import queries
from thriving.plan.models import Plan
from thriving.plan.pages import kept, records, rows
from thriving.plan.pages.dates import Dates
from thriving.plan.views import setting
from thriving.ui.twins import openapi as document
from thriving.ui.twins.records import Form, addresses

_ROBOTS = """User-agent: *
Disallow: /sign-in/
Disallow: /my-work/
"""


@require_safe
def home(request: HttpRequest) -> HttpResponseBase:
    """What this is, its doors, and how the plan of today stands."""
    plan = queries.current_plan(request.user)
    return kept.page(request, plan, "web/_home.html", lambda: _of_today(request, plan, _("A plan, measured")))


@require_safe
def announcement(request: HttpRequest, form: Form) -> HttpResponseBase:
    """The announcement in its own words, each key result with its number of the day."""
    plan = queries.current_plan(request.user)
    asked = setting.dates_of(request, records.ANNOUNCEMENT)
    if form == "html":
        return kept.page(request, plan, "web/_announcement.html", lambda: _announced(request, plan, asked))
    standing = setting.standing_for(request, plan, asked) if plan else None
    return records.ANNOUNCEMENT.respond(
        request,
        rows.of_announcement(standing) if standing else [],
        form=form,
        template="",
        sample=bool(standing and standing.sample),
        on=standing.on if standing else None,
        known=standing.known_on if standing else None,
    )


def _of_today(request: HttpRequest, plan: Plan | None, title: str) -> dict[str, Any]:
    if plan is None:
        return {"title": title}
    standing = setting.standing_for(request, plan, Dates())
    return {**setting.context(request, standing, Dates()), "title": title}


def _announced(request: HttpRequest, plan: Plan | None, asked: Dates) -> dict[str, Any]:
    title = {"title": _("The announcement"), "twins": addresses(request)}
    if plan is None:
        return title
    standing = setting.standing_for(request, plan, asked)
    return {**setting.context(request, standing, asked), **title}


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(_ROBOTS, content_type="text/plain")


@require_safe
def favicon(_request: HttpRequest) -> HttpResponse:
    """Browsers ask here for the mark of an answer that names none: a picture, a text, a table."""
    return redirect(static("ui/mark.svg"))


@require_safe
def openapi(_request: HttpRequest) -> HttpResponse:
    """All addresses that answer programs, in one document."""
    return JsonResponse(document(), json_dumps_params={"ensure_ascii": False})


# Addresses stand under their views: a new page is a view, a template, and a row of who may open it.
PAGES = [
    path("", home, name="home"),
    *records.ANNOUNCEMENT.urls("announcement", announcement, "announcement"),
    path("favicon.ico", favicon, name="favicon"),
    path("openapi.json", openapi, name="openapi"),
    path("robots.txt", robots, name="robots"),
]
