from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.doors import needs, typed
from thriving.movement.queries.groups import regions
from thriving.programs.partnerships import actions, queries
from thriving.programs.partnerships.forms import MeetingForm, MeetingsForm, ReasonForm
from thriving.programs.partnerships.models import Meeting, Topic
from thriving.programs.partnerships.views.asking import ask, handed_out, person
from thriving.programs.partnerships.views.partners import crumbs_of
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, IN_A_TWIN = 50, 500
MEETINGS = Records(
    "meetings-with-partners",
    gettext_lazy("Meetings with partners"),
    gettext_lazy("Whom we met, where, when and what about; the newest first."),
    columns=(
        Column("on", "date", gettext_lazy("Day"), gettext_lazy("When it was.")),
        Column("partner", "string", gettext_lazy("Partner"), gettext_lazy("By its key.")),
        Column("region", "string", gettext_lazy("Region"), gettext_lazy("Where the partner was that day.")),
        Column("topic", "string", gettext_lazy("Topic"), ", ".join(Topic)),
        Column("about", "string", gettext_lazy("What it was about"), gettext_lazy("As it was written.")),
        Column("outcome", "string", gettext_lazy("What came of it"), gettext_lazy("As it was written.")),
    ),
    parameters=(
        Parameter("region", "string", gettext_lazy("Region"), gettext_lazy("Its key, such as south-asia.")),
        Parameter("topic", "string", gettext_lazy("Topic"), ", ".join(Topic)),
        Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("Which part of the list.")),
    ),
)


@require_safe
def meetings(request: HttpRequest, form: Any) -> HttpResponse:
    asked = MEETINGS.asked(request)
    wanted = {name: asked[name] for name in ("region", "topic") if asked[name]}
    found = queries.meetings_for(request.user).filter(withdrawn_at=None, **wanted)
    page = Paginator(found, ON_A_PAGE if form == "html" else IN_A_TWIN).get_page(asked["page"] or 1)
    names = regions()
    return MEETINGS.respond(
        request,
        [_row(each) for each in page],
        form=form,
        template="partnerships/meetings.html",
        context={
            "page": page,
            "filters_form": MeetingsForm(asked) if form == "html" else None,
            "listed": [(each, names.get(each.region, each.region)) for each in page],
        },
        sample=any(each.sample for each in page),
    )


@needs("add_partner")
def meet(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(queries.partners_for(request.user), key=key)
    form = MeetingForm(None, typed(request), request.FILES or None)
    return ask(
        request,
        form,
        lambda: actions.note_meeting(found, form.noted(), by=person(request)),
        title=_("Tell of a meeting"),
        crumbs=crumbs_of(found),
        to=reverse("partnerships:partner", args=[key]),
    )


@needs("add_partner")
def meeting(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = _mine(request, pk)
    form = MeetingForm(found, typed(request), request.FILES or None)
    return ask(
        request,
        form,
        lambda: actions.rewrite_meeting(found, form.noted(), by=person(request)),
        title=_("Tell of the meeting anew"),
        crumbs=crumbs_of(found.partner),
        to=reverse("partnerships:partner", args=[found.partner.key]),
    )


@needs("add_partner")
def withdraw_meeting(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = _mine(request, pk)
    form = ReasonForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.withdraw_meeting(found, reason=form.cleaned_data["reason"], by=person(request)),
        title=_("Withdraw the meeting"),
        words=_("No plan counts it any longer."),
        crumbs=crumbs_of(found.partner),
        to=reverse("partnerships:partner", args=[found.partner.key]),
    )


@require_safe
def minutes(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file that shows that a meeting was, if it still is what was brought."""
    found = get_object_or_404(queries.meetings_for(request.user), pk=pk)
    return handed_out(found.document, found.sha256)


def _mine(request: HttpRequest, pk: int) -> Meeting:
    found = access.within(request.user, "rewrite_partner_meeting", queries.meetings_for(request.user))
    return get_object_or_404(found, pk=pk)


def _row(found: Meeting) -> dict[str, Any]:
    told = {name: getattr(found, name) for name in ("on", "region", "topic", "about", "outcome")}
    return {**told, "partner": found.partner.key}
