from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access, files
from thriving.movement.doors import signed_in, typed
from thriving.programs.partnerships import actions, queries
from thriving.programs.partnerships.forms import FindingForm, NewStreamForm, ReasonForm, StreamForm
from thriving.programs.partnerships.models import Clause, Finding, Stream
from thriving.programs.partnerships.states import (
    ENDED,
    IN_PROGRESS,
    PROPOSED,
    PUBLISHED,
    SCOPED,
    STOPPED,
    STREAM,
)
from thriving.programs.partnerships.views.asking import Step, ask, handed_out, past, person
from thriving.programs.partnerships.views.partnerships import crumbs_of


@require_safe
def stream(request: HttpRequest, key: str, stream: str) -> HttpResponse:
    found = _stream(request, key, stream)
    runs = access.may(request.user, "run_partnership", found.partnership)
    shown = queries.in_question(list(queries.versions_for(request.user, found.partnership)))
    findings = list(found.findings.select_related("stream"))
    context = {
        "stream": found,
        "partnership": found.partnership,
        "version": shown,
        "findings": [(each, _clauses(each, shown), _is_whole(each)) for each in findings],
        "steps": [(name, each.title) for name, each in STEPS.items() if found.state in each.states]
        if runs
        else [],
        "runs": runs,
        "crumbs": crumbs_of(found.partnership),
        "sample": found.partnership.sample,
    }
    return render(request, "partnerships/stream.html", context)


@signed_in
def add_stream(request: HttpRequest, key: str) -> HttpResponseBase:
    found = get_object_or_404(queries.run_by(request.user).exclude(state=ENDED), key=key)
    form = NewStreamForm(None, typed(request))
    return ask(
        request,
        form,
        lambda: actions.add_stream(found, form.said(), key=form.cleaned_data["key"], by=person(request)),
        title=_("Add a stream of research"),
        crumbs=crumbs_of(found),
        to=lambda: reverse("partnerships:stream", args=[key, form.cleaned_data["key"]]),
    )


_TITLES = {move.name: move.title for move in STREAM.moves}
STEPS: Mapping[str, Step] = {
    "scope": Step(
        _TITLES["scope"],
        (PROPOSED,),
        lambda _found, data: forms.Form(data),
        lambda found, _form, by: actions.scope(found, by=by),
        gettext_lazy("From now on nobody changes what is asked, whatever the answer is."),
    ),
    "begin": Step(
        _TITLES["begin"],
        (SCOPED,),
        lambda _found, data: forms.Form(data),
        lambda found, _form, by: actions.begin(found, by=by),
    ),
    "find": Step(
        gettext_lazy("Write down a finding"),
        (IN_PROGRESS, PUBLISHED),
        lambda _found, data: FindingForm(*data),
        lambda found, form, by: actions.write_finding(found, form.found(), by=by),
        gettext_lazy("It is never rewritten: one that turns out wrong is withdrawn, and a new one written."),
    ),
    "describe": Step(
        gettext_lazy("Describe it anew"),
        (PROPOSED,),
        StreamForm,
        lambda found, form, by: actions.describe_stream(found, form.said(), by=by),
    ),
    "stop": Step(
        _TITLES["stop"],
        (PROPOSED, SCOPED, IN_PROGRESS, PUBLISHED),
        lambda _found, data: ReasonForm(data),
        lambda found, form, by: actions.stop(found, reason=form.cleaned_data["reason"], by=by),
        gettext_lazy("What it has found stands."),
    ),
    "resume": Step(
        _TITLES["resume"],
        (STOPPED,),
        lambda _found, data: forms.Form(data),
        lambda found, _form, by: actions.resume(found, by=by),
    ),
}


@signed_in
def stream_step(request: HttpRequest, key: str, stream: str, step: str) -> HttpResponseBase:
    found = _mine(request, key, stream)
    asked, data = STEPS.get(step), typed(request)
    if asked is None:
        raise Http404
    if found.state not in asked.states:
        return past(request, _address(found))
    form = asked.form(found, (data, request.FILES or None) if step == "find" else data)
    return ask(
        request,
        form,
        lambda: asked.take(found, form, person(request)),
        title=str(asked.title),
        words=str(asked.words),
        crumbs=_crumbs(found),
        to=_address(found),
    )


@signed_in
def withdraw_finding(request: HttpRequest, key: str, stream: str, number: int) -> HttpResponseBase:
    found = _mine(request, key, stream)
    finding = get_object_or_404(found.findings.filter(withdrawn_at=None), number=number)
    finding.stream = found
    form = ReasonForm(typed(request))
    return ask(
        request,
        form,
        lambda: actions.withdraw_finding(finding, reason=form.cleaned_data["reason"], by=person(request)),
        title=_("Withdraw the finding"),
        words=_("Plans count it no longer, and clauses that named it rest on it no longer."),
        crumbs=_crumbs(found),
        to=_address(found),
    )


@require_safe
def evidence(request: HttpRequest, key: str, stream: str, number: int) -> HttpResponseBase:
    finding = get_object_or_404(_stream(request, key, stream).findings, number=number)
    return handed_out(finding.document, finding.sha256)


def _stream(request: HttpRequest, key: str, stream: str) -> Stream:
    partnership = get_object_or_404(queries.partnerships_for(request.user), key=key)
    found = get_object_or_404(partnership.streams, key=stream)
    found.partnership = partnership
    return found


def _mine(request: HttpRequest, key: str, stream: str) -> Stream:
    found = _stream(request, key, stream)
    if not access.may(request.user, "run_partnership", found.partnership):
        raise Http404
    return found


def _clauses(finding: Finding, shown: Any) -> list[Clause]:
    return list(finding.clauses.filter(version=shown)) if shown else []


def _is_whole(finding: Finding) -> bool:
    return not finding.document or files.is_still(finding.document, finding.sha256)


def _address(found: Stream) -> str:
    return reverse("partnerships:stream", args=[found.partnership.key, found.key])


def _crumbs(found: Stream) -> list[tuple[Any, str]]:
    return [*crumbs_of(found.partnership), (found.title, _address(found))]
