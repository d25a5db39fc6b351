"""The register of an event, each step on a page of its own, and where it was missed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.kernel import access
from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.safety.event_risk.actions import stakeholders as actions
from thriving.safety.event_risk.forms.stakeholders import AppointForm, EngageForm, RoleForm, TakeBackForm
from thriving.safety.event_risk.models import Stakeholder
from thriving.safety.event_risk.queries import stakeholders as queries
from thriving.safety.event_risk.queries.staleness import is_over
from thriving.safety.event_risk.stakeholding import PARTS
from thriving.safety.event_risk.views.acting import act, event_at
from thriving.ui.pages import Pages
from thriving.ui.twins import Column, Parameter, Records

ON_A_PAGE = 50


@dataclass(frozen=True)
class Step:
    title: str | Promise
    rule: str
    open: Callable[[Stakeholder], bool]
    form: Callable[[Any], forms.Form]
    take: Callable[[Stakeholder, Any, Person], object]
    words: str | Promise = ""


STEPS = {
    "name": Step(
        gettext_lazy("Say who it is"),
        "name_stakeholder",
        lambda one: not is_over(one.event),
        AppointForm,
        lambda one, said, by: actions.appoint(one, said["who"], by=by),
        gettext_lazy("They find it among their work, and can read the risk protocol of this event."),
    ),
    "engage": Step(
        gettext_lazy("Took part"),
        "engage_stakeholder",
        lambda one: one.engaged_at is None and not is_over(one.event),
        EngageForm,
        lambda one, said, by: actions.engage(one, said["how"], by=by),
        gettext_lazy("Whoever works for the Foundation says it alone, for themselves."),
    ),
    "take-back": Step(
        gettext_lazy("Take it back"),
        "engage_stakeholder",
        lambda one: one.engaged_at is not None,
        TakeBackForm,
        lambda one, said, by: actions.take_back(one, why=said["why"], by=by),
        gettext_lazy("Only where it was recorded by mistake."),
    ),
}

MISSED = Records(
    "stakeholders-missed",
    gettext_lazy("Who did not take part in a risk protocol"),
    gettext_lazy(
        "Roles of the Foundation that the risk protocol of a funded event asks for and that have not taken "
        "part: these keep the key result from being met."
    ),
    columns=(
        Column("event", "string", gettext_lazy("Event"), gettext_lazy("By its address.")),
        Column("role", "string", gettext_lazy("Role"), ", ".join(PARTS)),
        Column("required_on", "date", gettext_lazy("Asked for since"), gettext_lazy("When it was entered.")),
        Column("starts_on", "date", gettext_lazy("Event begins"), gettext_lazy("By the clocks there.")),
    ),
    parameters=(Parameter("page", "integer", gettext_lazy("Page"), gettext_lazy("The first is 1.")),),
)


@require_safe
@signed_in
def stakeholders(request: HttpRequest, key: str) -> HttpResponseBase:
    event = event_at(request, key)
    lines = queries.register(request.user, event)
    steps = _steps_by_stakeholder(request.user, event)
    context = {
        "event": event,
        "heading": _("Who matters to its safety"),
        "lines": [
            {"stakeholder": each.stakeholder, "who": each.who, "steps": steps.get(each.stakeholder.pk, ())}
            for each in lines
        ],
        "may_keep": access.may(request.user, "keep_risk_register", event),
    }
    return render(request, "event_risk/stakeholders.html", context)


def _steps_by_stakeholder(reader: Any, event: Event) -> dict[int, list[tuple[str, str | Promise]]]:
    """Asked once for each rule, however many roles there are."""
    found = queries.standing(event)
    may = {
        rule: set(access.within(reader, rule, found).values_list("pk", flat=True))
        for rule in {step.rule for step in STEPS.values()}
    }
    return {
        one.pk: [
            (name, step.title) for name, step in STEPS.items() if one.pk in may[step.rule] and step.open(one)
        ]
        for one in found
    }


@signed_in
def stakeholder(request: HttpRequest, key: str, role: str, step: str) -> HttpResponseBase:
    event, asked = event_at(request, key), STEPS.get(step)
    one = get_object_or_404(queries.standing(event), role=role)
    if asked is None or not asked.open(one) or not access.may(request.user, asked.rule, one):
        raise Http404
    by = cast("Person", request.user)
    return act(
        request,
        event,
        asked.form(typed(request)),
        lambda said: asked.take(one, said, by),
        heading=f"{one.title}: {asked.title}",
        words=asked.words,
        to="event_risk:stakeholders",
    )


@signed_in
def add(request: HttpRequest, key: str) -> HttpResponseBase:
    event = event_at(request, key, "keep_risk_register")
    by = cast("Person", request.user)
    return act(
        request,
        event,
        RoleForm(event, typed(request)),
        lambda said: actions.add(event, said["role"], by=by),
        heading=_("Add a role"),
        words=_("It counts from now on like those that the tier asks for."),
        to="event_risk:stakeholders",
    )


@require_safe
def missed(request: HttpRequest, form: Any) -> HttpResponse:
    """By whom the key result is missed, as far as the reader may know at which event."""
    asked = MISSED.asked(request)["page"] or 1
    page = Pages(queries.missed(request.user), ON_A_PAGE).get_page(asked)
    listed = list(page)
    hidden = queries.missed_out_of_sight(request.user).count()
    return MISSED.respond(
        request,
        [
            {
                "event": each.event.key,
                "role": each.role,
                "required_on": each.required_at.date(),
                "starts_on": each.event.local_start.date(),
            }
            for each in listed
        ],
        form=form,
        template="event_risk/missed.html",
        context={"listed": listed, "page": page, "hidden": hidden},
        extra={"pages": page.paginator.num_pages, "not_shown": hidden},
    )
