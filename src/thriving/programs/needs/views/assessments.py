"""The assessments of a round, for its team; and whom everybody may be told of."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thriving.kernel.lifecycle import MoveRefused
from thriving.movement.actions import Refused
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.movement.naming import region_name
from thriving.programs.needs import actions
from thriving.programs.needs.forms import AssessmentsForm, InvitedForm, TypedForm
from thriving.programs.needs.forms.asking import urgencies
from thriving.programs.needs.models import Assessment, Round
from thriving.programs.needs.queries.assessments import (
    Wanted,
    already_there,
    assessments_of,
    double_of,
    named_holders,
    to_assess,
)
from thriving.programs.needs.states import ASSESSMENT, OPEN
from thriving.programs.needs.views.answering import sheet_page
from thriving.programs.needs.views.parts import ways_on, with_way_on
from thriving.programs.needs.views.summary import to_see
from thriving.programs.needs.vocabulary import HOLDERS as KINDS
from thriving.ui.twins import Column, Form, Parameter, Records

AT_ONCE, MOST = 50, 5_000  # on a page, in a twin
_PAGE = Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Of the list."))
_REGION = Parameter("region", "string", gettext_lazy("Region"), gettext_lazy("Its key."))
_KIND = Parameter("kind", "string", gettext_lazy("Kind of holder"), ", ".join(KINDS))
_ABOUT = (
    Column("name", "string", gettext_lazy("Name"), gettext_lazy("As the holder writes it.")),
    Column("kind", "string", gettext_lazy("Kind of holder"), ", ".join(KINDS)),
    Column("country", "string", gettext_lazy("Country"), gettext_lazy("Its ISO 3166 code.")),
    Column("region", "string", gettext_lazy("Region"), gettext_lazy("Its key.")),
    Column("languages", "list", gettext_lazy("Languages"), gettext_lazy("Their codes.")),
)
ASSESSMENTS = Records(
    "needs_assessments",
    gettext_lazy("Assessments"),
    gettext_lazy("For the round's team: every holder that is asked, without how to reach them."),
    columns=(
        Column("code", "string", gettext_lazy("Code"), gettext_lazy("It stands on the sheet of paper.")),
        *_ABOUT,
        Column("state", "string", gettext_lazy("State"), ", ".join(Assessment.State)),
        Column("urgency", "string", gettext_lazy("Urgency"), gettext_lazy("The key of the answer.")),
        Column("held_on", "date", gettext_lazy("Day"), gettext_lazy("On which it was answered.")),
    ),
    parameters=(
        _PAGE,
        _REGION,
        _KIND,
        Parameter("urgency", "string", gettext_lazy("Urgency"), gettext_lazy("The key of the answer.")),
        Parameter("state", "string", gettext_lazy("State"), ", ".join(Assessment.State)),
        Parameter("name", "string", gettext_lazy("Name"), gettext_lazy("A part of it.")),
    ),
)
HOLDERS = Records(
    "needs_holders",
    gettext_lazy("Holders who may be named"),
    gettext_lazy("Institutions and communities that agreed to it. Others are only in the sums."),
    columns=_ABOUT,
    parameters=(_PAGE, _REGION, _KIND),
)


@require_safe
@signed_in
@never_cache
def assessments(request: HttpRequest, key: str, form: Form) -> HttpResponseBase:
    one = to_assess(request.user, key)
    asked = ASSESSMENTS.asked(request)
    page = _part(assessments_of(one, _wanted(asked)), asked, form)
    response = ASSESSMENTS.respond(
        request,
        [_row(each) for each in page],
        form=form,
        template="needs/assessments.html",
        context=_page(request, one, page, inside=True) if form == "html" else None,
        extra=ways_on(page),
        sample=one.sample,
    )
    return with_way_on(response, request, page)


@require_safe
def holders(request: HttpRequest, key: str, form: Form) -> HttpResponseBase:
    """What single holders answered is no filter here: it would tell of them."""
    one = to_see(request.user, key)
    asked = HOLDERS.asked(request)
    page = _part(named_holders(one, _wanted(asked)), asked, form)
    response = HOLDERS.respond(
        request,
        [_row(each) for each in page],
        form=form,
        template="needs/holders.html",
        context=_page(request, one, page, inside=False) if form == "html" else None,
        extra=ways_on(page),
        sample=one.sample,
    )
    return with_way_on(response, request, page)


@signed_in
def invite(request: HttpRequest, key: str) -> HttpResponseBase:
    one = to_assess(request.user, key)
    form = InvitedForm(request.user, None, typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.invite(one, form.told(), by=_me(request))
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect("needs:assessment", key, made.key)
    context = {
        "round": one,
        "form": form,
        "heading": _("Ask a holder"),
        "label": _("Make a link and a sheet"),
    }
    return render(request, "needs/form.html", context, status=422 if form.errors else 200)


@signed_in
@never_cache
def assessment(request: HttpRequest, key: str, assessment: str) -> HttpResponseBase:
    """What one holder answered, to read and to type, for the round's team."""
    found = _mine(request.user, key, assessment)
    holder_form = TypedForm(request.user, found, typed(request))
    link = reverse("needs:answer", args=[found.link])
    context = {
        "link": request.build_absolute_uri(link),
        "takes_answers": found.round.state == OPEN,
        "may_withdraw": "withdraw" in [move.name for move in ASSESSMENT.open_to(found)],
        "double": already_there(double_of(found)),
    }
    return sheet_page(request, found, holder_form, "needs/assessment.html", context, by=_me(request))


@require_POST
@signed_in
def new_link(request: HttpRequest, key: str, assessment: str) -> HttpResponse:
    found = _mine(request.user, key, assessment)
    actions.make_new_link(found, by=_me(request))
    messages.success(request, _("The old link opens nothing any longer."))
    return redirect("needs:assessment", key, assessment)


@require_POST
@signed_in
def withdraw(request: HttpRequest, key: str, assessment: str) -> HttpResponse:
    found = _mine(request.user, key, assessment)
    try:
        actions.withdraw(found, by=_me(request))
    except (Refused, MoveRefused) as refused:
        messages.error(request, str(refused))
        return redirect("needs:assessment", key, assessment)
    messages.success(request, _("The answers are deleted."))
    return redirect("needs:assessments", key)


def _mine(reader: Any, key: str, assessment: str) -> Assessment:
    one = to_assess(reader, key)
    found = one.assessments.select_related("holder", "version__questionnaire")
    mine = get_object_or_404(found, key=assessment)
    mine.round = one
    return mine


def _wanted(asked: dict[str, Any]) -> Wanted:
    names = ("region", "kind", "urgency", "state", "name")
    return Wanted(**{name: asked.get(name) or "" for name in names})


def _part(found: Any, asked: dict[str, Any], form: Form) -> Any:
    return Paginator[Assessment](found, AT_ONCE if form == "html" else MOST).get_page(asked["page"])


def _page(request: HttpRequest, one: Round, page: Any, *, inside: bool) -> dict[str, Any]:
    named = urgencies()
    return {
        "round": one,
        "page": page,
        "filters_form": AssessmentsForm(one, request.GET, inside=inside),
        "listed": [(each, _region(each), named.get(each.urgency, each.urgency)) for each in page],
    }


def _region(each: Assessment) -> str:
    return region_name(each.region) if each.region else ""


def _row(each: Assessment) -> dict[str, Any]:
    holder = each.holder
    about = {name: getattr(holder, name) for name in ("name", "kind", "country", "languages")}
    rest = {name: getattr(each, name) for name in ("code", "region", "state", "urgency", "held_on")}
    return {**about, **rest}


def _me(request: HttpRequest) -> Person:
    return cast("Person", request.user)
