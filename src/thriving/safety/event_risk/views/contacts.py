"""Safety contacts: written down, called, dropped."""

from __future__ import annotations

from typing import cast

from django import forms
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thriving.movement.doors import signed_in, typed
from thriving.movement.models import Person
from thriving.movement.queries.accounts import is_theirs, keys_of
from thriving.safety.event_risk.actions import contacts as actions
from thriving.safety.event_risk.forms.readiness import CallForm, ContactForm
from thriving.safety.event_risk.models import SafetyContact
from thriving.safety.event_risk.queries.assessed import tier_of
from thriving.safety.event_risk.queries.gate import TWO, is_verified, verified_contacts
from thriving.safety.event_risk.stakeholding import ENHANCED
from thriving.safety.event_risk.views.acting import act, event_at

_RULE = "keep_risk_contacts"


@never_cache
@require_safe
@signed_in
def contacts(request: HttpRequest, key: str) -> HttpResponseBase:
    event, by = event_at(request, key, _RULE), cast("Person", request.user)
    mine = keys_of(by)
    context = {
        "event": event,
        "heading": _("Safety contacts"),
        "kept_elsewhere": actions.KEPT_ELSEWHERE if tier_of(event) == ENHANCED else "",
        "contacts": [
            {"contact": each, "verified": is_verified(each), "is_own": each.written_by in mine}
            for each in event.risk_contacts.all()
        ],
        "lacking": max(0, TWO - verified_contacts(event).count()),
    }
    return render(request, "event_risk/contacts.html", context)


@never_cache
@signed_in
def add(request: HttpRequest, key: str) -> HttpResponseBase:
    event, by = event_at(request, key, _RULE), cast("Person", request.user)
    return act(
        request,
        event,
        ContactForm(event, typed(request)),
        lambda said: actions.write(event, said["told"], by=by),
        heading=_("Add a safety contact"),
        words=str(actions.KEPT_ELSEWHERE) if tier_of(event) == ENHANCED else "",
        done=_("Saved. Somebody else calls them now, and says whether they answered."),
        to="event_risk:contacts",
    )


@never_cache
@signed_in
def contact(request: HttpRequest, key: str, contact: str, step: str) -> HttpResponseBase:
    event, by = event_at(request, key, _RULE), cast("Person", request.user)
    one = get_object_or_404(event.risk_contacts.all(), key=contact)
    if step == "call" and not is_theirs(by, one.written_by):
        return act(
            request,
            event,
            CallForm(typed(request)),
            lambda said: actions.call_back(one, reached=said["reached"], by=by),
            heading=_("Call a safety contact"),
            words=_what_to_ask(one),
            to="event_risk:contacts",
        )
    if step == "drop":
        return act(
            request,
            event,
            forms.Form(typed(request)),
            lambda _said: actions.drop(one, by=by),
            heading=_("Drop a safety contact"),
            to="event_risk:contacts",
        )
    raise Http404


def _what_to_ask(contact: SafetyContact) -> str:
    whom = f"{contact.name}, {contact.number}" if contact.number else contact.kept_with
    sentence = _("Call %(whom)s. Ask whether they can be called on the days of the event, and what for.")
    return sentence % {"whom": whom}
