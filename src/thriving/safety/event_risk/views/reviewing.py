"""What reviewers have before them, and what they decide; measures and conditions, done and confirmed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.asking import past
from thriving.movement.doors import needs, signed_in, typed
from thriving.movement.models import Person
from thriving.safety.event_risk.actions import measures, reviewing
from thriving.safety.event_risk.actions.reviewing import may_judge
from thriving.safety.event_risk.forms.assessments import (
    AcceptForm,
    ConditionForm,
    DecisionForm,
    EvidenceForm,
    HandOverForm,
    SeenForm,
)
from thriving.safety.event_risk.models import Assessment, AssessmentState, Proviso
from thriving.safety.event_risk.queries import assessments
from thriving.safety.event_risk.questionnaire import Tier
from thriving.safety.event_risk.states.assessment import SUBMITTED, WITH_REVIEWERS
from thriving.safety.event_risk.views.acting import act, asker, event_at
from thriving.safety.event_risk.views.assessing import current_of, mitigation_at
from thriving.safety.event_risk.views.reading import decides
from thriving.ui.pages import Pages
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE, _PAGE = 50, "event_risk:assessment"
REVIEWS = Records(
    "risk-assessments-to-review",
    gettext_lazy("Risk assessments to review"),
    gettext_lazy("What was handed in of events to come on which you may decide, the nearest first."),
    columns=(
        Column("event", "string", gettext_lazy("Event"), gettext_lazy("By its address.")),
        Column("starts_on", "date", gettext_lazy("Event begins"), gettext_lazy("By the clocks there.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(AssessmentState)),
        Column("tier", "string", gettext_lazy("Care"), ", ".join(Tier)),
        Column(
            "residual", "integer", gettext_lazy("What remains"), gettext_lazy("From 1, low, to 4, extreme.")
        ),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("The first is 1.")),),
)

Take = Callable[[Assessment, dict[str, Any], Person], object]
_STEPS: dict[str, tuple[str | Promise, type[SeenForm], Take]] = {
    "take-up": (
        gettext_lazy("Take up the review"),
        SeenForm,
        lambda found, _said, by: reviewing.take_up(found, by=by),
    ),
    "accept": (
        gettext_lazy("Accept it"),
        AcceptForm,
        lambda found, said, by: reviewing.accept(found, said["reason"], by=by),
    ),
    "ask-changes": (
        gettext_lazy("Ask for changes"),
        DecisionForm,
        lambda found, said, by: reviewing.ask_changes(found, said["reason"], by=by),
    ),
    "escalate": (
        gettext_lazy("Pass it to an authority on risks"),
        DecisionForm,
        lambda found, said, by: reviewing.escalate(found, said["reason"], by=by),
    ),
    "reject": (
        gettext_lazy("Reject it"),
        DecisionForm,
        lambda found, said, by: reviewing.reject(found, said["reason"], by=by),
    ),
}


@never_cache
@require_safe
@needs("see_risk_reviews")
def reviews(request: HttpRequest, form: Any) -> HttpResponse:
    asked = REVIEWS.asked(request)["page"] or 1
    page = Pages(assessments.to_review(request.user), ON_A_PAGE).get_page(asked)
    listed = list(page)
    return REVIEWS.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="event_risk/reviews.html",
        context={
            "listed": listed,
            "page": page,
            "triages": list(assessments.triages_to_sign(request.user)[:ON_A_PAGE]),
            "provisos": list(assessments.provisos_to_verify(request.user)[:ON_A_PAGE]),
        },
        extra={"pages": page.paginator.num_pages},
    )


def _row(assessment: Assessment) -> dict[str, Any]:
    return {
        "event": assessment.event.key,
        "starts_on": assessment.event.local_start.date(),
        "state": assessment.state,
        "tier": assessment.tier,
        "residual": assessment.residual,
    }


@never_cache
@signed_in
def review(request: HttpRequest, key: str, step: str) -> HttpResponseBase:
    found, by = _judged(request, key), asker(request)
    if step not in _STEPS:
        raise Http404
    if not _is_open(request, found, step):
        return _over(request, found, step)
    title, form, take = _STEPS[step]
    return act(
        request,
        found.event,
        form(found, typed(request)),
        lambda said: take(found, said, by),
        heading=title,
        to=_PAGE,
    )


@never_cache
@signed_in
def add_condition(request: HttpRequest, key: str) -> HttpResponseBase:
    found, by = _judged(request, key), asker(request)
    if not _is_open(request, found, "accept"):
        raise Http404
    return act(
        request,
        found.event,
        ConditionForm(found.event, typed(request), but=by),
        lambda said: reviewing.add_proviso(found, said["words"], said["owner"], said["due_on"], by=by),
        heading=_("Add a condition"),
        words=_("Accepted on conditions, money waits until somebody has confirmed each of them."),
        to=_PAGE,
    )


@never_cache
@signed_in
def condition(request: HttpRequest, key: str, number: int, step: str) -> HttpResponseBase:
    event, by = event_at(request, key), asker(request)
    found = current_of(event)
    one = get_object_or_404(found.provisos.select_related("assessment"), number=number)
    title, form, take = _condition_step(one, step, typed(request), by)
    if step != "meet" and not access.may(by, "review_event_risk", event):
        raise Http404
    return act(request, event, form, take, heading=title, words=one.words, to=_PAGE)


def _condition_step(
    one: Proviso, step: str, data: Any, by: Person
) -> tuple[str, forms.Form, Callable[[dict[str, Any]], object]]:
    if step == "meet" and access.may(by, "meet_proviso", one):
        return (
            _("Say that it is met"),
            EvidenceForm(data),
            lambda said: measures.meet(one, said["evidence"], by=by),
        )
    if step == "hand-over":
        form = HandOverForm(one.assessment.event, data, but=by)
        title = _("Let somebody else answer for it")
        return title, form, lambda said: measures.hand_over(one, said["owner"], by=by)
    plain: dict[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
        "confirm": (_("Confirm that it is met"), lambda _said: measures.verify_proviso(one, met=True, by=by)),
        "send-back": (
            _("Say that it is not met"),
            lambda _said: measures.verify_proviso(one, met=False, by=by),
        ),
        "drop": (_("Drop it"), lambda _said: reviewing.drop_proviso(one, by=by)),
    }
    if step not in plain:
        raise Http404
    title, take = plain[step]
    return title, forms.Form(data), take


@never_cache
@signed_in
def measure(request: HttpRequest, key: str, measure: str, step: str) -> HttpResponseBase:
    event, one = mitigation_at(request, key, measure)
    by = asker(request)
    writes, reviews_ = (access.may(by, rule, event) for rule in ("write_event_risk", "review_event_risk"))
    if step == "do" and (writes or one.owner_id == by.pk):
        title, form = _("Say that it is done"), EvidenceForm(typed(request))
        return act(
            request,
            event,
            form,
            lambda said: measures.do(one, said["evidence"], by=by),
            heading=title,
            words=one.words,
            to=_PAGE,
        )
    plain: dict[str, tuple[bool, str, Callable[[dict[str, Any]], object]]] = {
        "drop": (writes, _("Drop it"), lambda _said: measures.drop(one, by=by)),
        "confirm": (
            reviews_,
            _("Confirm that it is done"),
            lambda _said: measures.verify(one, done=True, by=by),
        ),
        "send-back": (
            reviews_,
            _("Say that it is not done"),
            lambda _said: measures.verify(one, done=False, by=by),
        ),
    }
    if step not in plain or not plain[step][0]:
        raise Http404
    _may, title, take = plain[step]
    return act(request, event, forms.Form(typed(request)), take, heading=title, words=one.words, to=_PAGE)


def _judged(request: HttpRequest, key: str) -> Assessment:
    event = event_at(request, key, "review_event_risk")
    found = current_of(event)
    if not may_judge(found, asker(request)):
        raise Http404
    return found


def _over(request: HttpRequest, found: Assessment, step: str) -> HttpResponseBase:
    """What is another's to decide is absent; what is decided, or taken up, leads to the assessment."""
    if found.state in WITH_REVIEWERS and step != "take-up":
        raise Http404
    return past(request, reverse(_PAGE, args=[found.event.key]))


def _is_open(request: HttpRequest, found: Assessment, step: str) -> bool:
    if step == "take-up":
        return found.state == SUBMITTED
    more = access.may(request.user, "decide_event_risk", found.event)
    return decides(found, request.user, decides_more=more)
