"""All codes of conduct, and the page of one: what holds, what is on its way, and where one takes part."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access, clock
from thriving.movement import scopes
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.roles import roles
from thriving.safety.conduct import actions, queries, sealing
from thriving.safety.conduct.forms import CodeForm, DraftForm, NewCodeForm, RolesForm
from thriving.safety.conduct.models import Code, Version, VersionState
from thriving.safety.conduct.states import BEING_WRITTEN, IN_FORCE, SUPERSEDED, WITHDRAWN
from thriving.safety.conduct.views import parts
from thriving.safety.conduct.views.asking import Step, ask, code_at, crumbs_of, may_acknowledge, person
from thriving.ui import content
from thriving.ui.twins import Column, Records

CODES = Records(
    "codes-of-conduct",
    gettext_lazy("Codes of conduct"),
    gettext_lazy("Each code of conduct, which version of it is in force, and when it is reviewed."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column(
            "scope", "string", gettext_lazy("Where it holds"), gettext_lazy("Empty: in the whole movement.")
        ),
        Column(
            "version", "integer", gettext_lazy("Version"), gettext_lazy("The one in force, if there is one.")
        ),
        Column("in_force_on", "date", gettext_lazy("In force since"), gettext_lazy("Empty where none is.")),
        Column(
            "review_due_on", "date", gettext_lazy("To be reviewed by"), gettext_lazy("Empty where none is.")
        ),
        Column("newest", "integer", gettext_lazy("Newest version"), gettext_lazy("Whatever its state.")),
        Column("state", "string", gettext_lazy("Its state"), ", ".join(VersionState)),
    ),
)


@require_safe
def codes(request: HttpRequest, form: Any) -> HttpResponse:
    found = list(queries.codes_for(request.user))
    names = scopes.names_of({each.scope for each in found if each.scope})
    listed = [(each, _holding(each), _newest(each), names.get(each.scope, "")) for each in found]
    return CODES.respond(
        request,
        [_row(code, holding, newest) for code, holding, newest, _name in listed],
        form=form,
        template="conduct/codes.html",
        context={
            "codes": listed,
            "may_begin": access.holds(request.user, "keep_code"),
            "today": clock.today(),
        },
        sample=any(each.sample for each in found),
    )


@require_safe
def code(request: HttpRequest, key: str) -> HttpResponse:
    found = code_at(request, key)
    holding = _holding(found)
    reading = queries.reading_of(holding, request.GET.get(content.ASKED, "")) if holding else None
    context = {
        "code": found,
        "version": holding,
        "coming": _newest(found) if _newest(found) != holding else None,
        "shown": parts.shown(reading.text, binds=reading.binds) if reading else None,
        "reading": reading,
        "troubles": sealing.troubles(holding) if holding else [],
        "reviews": list(holding.reviews.all()) if holding else [],
        "roles": [roles[each.role].title for each in found.roles.all() if each.role in roles],
        "where": next(iter(scopes.names_of({found.scope} - {""}).values()), ""),
        "versions": found.seen,  # type: ignore[attr-defined]
        "may_keep": access.may(request.user, "keep_code", found),
        "may_acknowledge": holding and may_acknowledge(request, holding),
        "steps": [(name, each.title) for name, each in STEPS.items() if _may(request, each, found)],
        "today": clock.today(),
        "sample": found.sample,
    }
    return render(request, "conduct/code.html", context)


@needs("keep_code")
def new_code(request: HttpRequest) -> HttpResponseBase:
    form = NewCodeForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.begin_code(
            form.cleaned_data["key"], form.said(), scope=form.cleaned_data["scope"], by=person(request)
        ),
        title=_("Begin a code of conduct"),
        crumbs=[(_("Codes of conduct"), reverse("conduct:codes"))],
        to=lambda: reverse("conduct:code", args=[form.cleaned_data["key"]]),
    )


STEPS = {
    "draft": Step(
        gettext_lazy("Draft the next version"),
        "keep_code",
        lambda found: not any(each.state in BEING_WRITTEN for each in found.seen),
        lambda _found, data, _files: DraftForm(data),
        lambda found, form, by: actions.draft(
            found, binding=form.cleaned_data["binding"], changes=form.changes_said(), by=by
        ),
    ),
    "roles": Step(
        gettext_lazy("Say which roles ask for it"),
        "keep_code",
        lambda _found: True,
        lambda found, data, _files: RolesForm(found, data),
        lambda found, form, by: actions.ask_roles(found, form.cleaned_data["roles"], by=by),
        gettext_lazy(
            "It works from the moment on in which you save it. People may acknowledge a version as soon as "
            "it is endorsed, so that nobody is held on the day it comes in force."
        ),
    ),
    "describe": Step(
        gettext_lazy("Describe the code anew"),
        "keep_code",
        lambda _found: True,
        lambda found, data, _files: CodeForm(found, data),
        lambda found, form, by: actions.describe_code(found, form.said(), by=by),
    ),
}


@signed_in
def code_step(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found = code_at(request, key)
    if step not in STEPS or not _may(request, STEPS[step], found):
        raise Http404
    asked = STEPS[step]
    form = asked.form(found, typed(request), None)
    return ask(
        request,
        form,
        lambda: asked.take(found, form, person(request)),
        title=str(asked.title),
        words=str(asked.words),
        crumbs=crumbs_of(found),
        to=reverse("conduct:code", args=[key]),
    )


def _may(request: HttpRequest, asked: Step, found: Code) -> bool:
    return asked.open(found) and access.may(request.user, asked.rule, found)


def _holding(found: Code) -> Version | None:
    seen: list[Version] = found.seen  # type: ignore[attr-defined]
    return next((each for each in seen if each.state == IN_FORCE), None)


def _newest(found: Code) -> Version | None:
    seen: list[Version] = found.seen  # type: ignore[attr-defined]
    return next((each for each in seen if each.state not in (SUPERSEDED, WITHDRAWN)), None)


def _row(found: Code, holding: Version | None, newest: Version | None) -> dict[str, Any]:
    return {
        "key": found.key,
        "title": found.title,
        "scope": found.scope,
        "version": holding.number if holding else None,
        "in_force_on": holding.in_force_on if holding else None,
        "review_due_on": holding.review_due_on if holding else None,
        "newest": newest.number if newest else None,
        "state": newest.state if newest else None,
    }
