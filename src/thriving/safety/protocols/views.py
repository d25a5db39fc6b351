"""What each protocol is, for everybody: how people are protected is no secret, only whom it is about."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.movement.roles import roles
from thriving.safety.protocols.declarations import protocols
from thriving.ui.twins import Column, Records

PROTOCOLS = Records(
    "protocols",
    gettext_lazy("Protocols"),
    gettext_lazy("How people are protected: each protocol with its steps, who acts, and by when."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("meaning", "string", gettext_lazy("What it is for"), gettext_lazy("In one sentence.")),
        Column("roles", "list", gettext_lazy("Who acts"), gettext_lazy("Roles, by their names.")),
        Column(
            "states", "list", gettext_lazy("States"), gettext_lazy("In the order in which one meets them.")
        ),
        Column(
            "facts", "list", gettext_lazy("What it tells"), gettext_lazy("Kinds of facts in the evidence.")
        ),
    ),
)


@require_safe
def all_protocols(request: HttpRequest, form: Any) -> HttpResponse:
    listed = list(protocols.values())
    rows = [
        {
            "key": each.key,
            "title": str(each.title),
            "meaning": str(each.meaning),
            "roles": list(each.roles),
            "states": [str(state) for state, _next in each.course],
            "facts": list(each.facts),
        }
        for each in listed
    ]
    return PROTOCOLS.respond(
        request, rows, form=form, template="protocols/protocols.html", context={"listed": listed}
    )


@require_safe
def protocol(request: HttpRequest, key: str) -> HttpResponseBase:
    if key not in protocols:
        raise Http404
    found = protocols[key]
    context = {"protocol": found, "roles": [roles[each] for each in found.roles]}
    return render(request, "protocols/protocol.html", context)
