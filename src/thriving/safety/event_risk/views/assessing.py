"""The triage of an event, and the assessment as its organizers write it: a page for each step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.movement.queries.accounts import is_theirs
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import assessing, measures
from thriving.safety.event_risk.actions import triage as triaging
from thriving.safety.event_risk.forms.assessments import (
    ContextForm,
    MeasureForm,
    ReasonForm,
    RiskForm,
    TriageForm,
)
from thriving.safety.event_risk.matrix import Domain
from thriving.safety.event_risk.models import Assessment, Mitigation, Risk
from thriving.safety.event_risk.queries import assessments
from thriving.safety.event_risk.states.assessment import WRITTEN
from thriving.safety.event_risk.views import reading
from thriving.safety.event_risk.views.acting import act, asker, event_at

_WRITE, _PAGE = "write_event_risk", "event_risk:assessment"


@never_cache
@require_safe
@signed_in
def assessment(request: HttpRequest, key: str, number: int = 0) -> HttpResponseBase:
    """The version that counts or, by its number, an older one."""
    event = event_at(request, key)
    found = get_object_or_404(event.risk_assessments, number=number) if number else current_of(event)
    found.event = event
    return render(request, "event_risk/assessment.html", reading.whole(request, found))


@never_cache
@signed_in
def triage(request: HttpRequest, key: str) -> HttpResponseBase:
    event = event_at(request, key)
    if not any(access.may(request.user, rule, event) for rule in (_WRITE, "review_event_risk")):
        raise Http404
    form = TriageForm(typed(request))
    return act(
        request,
        event,
        form,
        lambda said: triaging.answer(event, form.answers(), words=said["words"], by=asker(request)),
        heading=_("Answer the questions of the triage"),
        words=_(
            "A few questions. Each yes, and each doubt, asks to look more carefully. That no assessment is "
            "needed holds only once somebody else has agreed."
        ),
        to="event_risk:event",
    )


@never_cache
@signed_in
def decide_triage(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    event = event_at(request, key, "review_event_risk")
    found, by = assessments.waiting_triage(event), asker(request)
    if found is None or is_theirs(by, found.answered_by) or step not in ("sign", "decline"):
        raise Http404
    signs = step == "sign"
    return act(
        request,
        event,
        (forms.Form if signs else ReasonForm)(typed(request)),
        lambda said: (
            triaging.sign_off(found, by=by)
            if signs
            else triaging.decline(found, reason=said["reason"], by=by)
        ),
        heading=_("Agree that this much care is enough") if signs else _("Do not agree"),
        words=reading.triage_words(found),
        to="event_risk:event",
    )


@never_cache
@signed_in
def begin(request: HttpRequest, key: str) -> HttpResponseBase:
    event = event_at(request, key, _WRITE)
    return act(
        request,
        event,
        forms.Form(typed(request)),
        lambda _said: assessing.begin(event, by=asker(request)),
        heading=_("Write the assessment"),
        words=_("What an earlier version says is taken over. It is handed in once it is whole."),
        to=_PAGE,
    )


@never_cache
@signed_in
def context(request: HttpRequest, key: str) -> HttpResponseBase:
    event, found = written_at(request, key)
    initial = {"context": found.context, "nothing_found": found.nothing_found}
    return act(
        request,
        event,
        ContextForm(typed(request), initial=initial).over(lambda: assessments.place_of(found)),
        lambda said: assessing.describe_place(found, **said, by=asker(request)),
        heading=_("Describe the place"),
        to=_PAGE,
    )


@never_cache
@signed_in
def add_risk(request: HttpRequest, key: str, domain: str) -> HttpResponseBase:
    event, found = written_at(request, key)
    if domain not in Domain:
        raise Http404
    form = RiskForm(found.matrix, domain, typed(request))
    return act(
        request,
        event,
        form,
        lambda _said: assessing.add_risk(found, form.said(), by=asker(request)),
        heading=_("Add a risk: %(domain)s") % {"domain": Domain(domain).label},
        to=_PAGE,
    )


@never_cache
@signed_in
def risk(request: HttpRequest, key: str, risk: str) -> HttpResponseBase:
    event, found, one = _risk_at(request, key, risk)
    form = RiskForm(found.matrix, one.domain, typed(request), one).over(lambda: assessments.said_of(one))
    return act(
        request,
        event,
        form,
        lambda _said: assessing.change_risk(one, form.said(), by=asker(request)),
        heading=_("Change a risk: %(domain)s") % {"domain": Domain(one.domain).label},
        to=_PAGE,
    )


@never_cache
@signed_in
def drop_risk(request: HttpRequest, key: str, risk: str) -> HttpResponseBase:
    event, _found, one = _risk_at(request, key, risk)
    return act(
        request,
        event,
        forms.Form(typed(request)),
        lambda _said: assessing.drop_risk(one, by=asker(request)),
        heading=_("Drop a risk: %(domain)s") % {"domain": Domain(one.domain).label},
        words=one.threat,
        to=_PAGE,
    )


@never_cache
@signed_in
def plan_measure(request: HttpRequest, key: str, risk: str) -> HttpResponseBase:
    event, _found, one = _risk_at(request, key, risk)
    return act(
        request,
        event,
        MeasureForm(event, typed(request)),
        lambda said: measures.plan(one, said.pop("words"), **said, by=asker(request)),
        heading=_("Say what is done against it"),
        words=one.threat,
        to=_PAGE,
    )


@never_cache
@signed_in
def submit(request: HttpRequest, key: str) -> HttpResponseBase:
    event, found = written_at(request, key)
    return act(
        request,
        event,
        forms.Form(typed(request)),
        lambda _said: assessing.submit(found, by=asker(request)),
        heading=_("Hand it in for review"),
        words=_("Somebody who has no part in the event reads it, and nobody writes in it meanwhile."),
        to=_PAGE,
    )


def current_of(event: Event) -> Assessment:
    found = assessments.current(event)
    if found is None:
        raise Http404
    return found


def written_at(request: HttpRequest, key: str) -> tuple[Event, Assessment]:
    """The version that its organizers write in now."""
    event = event_at(request, key, _WRITE)
    found = current_of(event)
    if found.state not in WRITTEN:
        raise Http404
    return event, found


def mitigation_at(request: HttpRequest, key: str, measure: str) -> tuple[Event, Mitigation]:
    event = event_at(request, key)
    found = current_of(event)
    one: Any = get_object_or_404(
        Mitigation.objects.select_related("risk__assessment"), pk=measure, risk__assessment=found
    )
    return event, one


def _risk_at(request: HttpRequest, key: str, risk: str) -> tuple[Event, Assessment, Risk]:
    event, found = written_at(request, key)
    return event, found, get_object_or_404(found.risks.select_related("assessment"), pk=risk)
