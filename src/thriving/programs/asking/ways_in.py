"""How one comes to ask: from a plan's priorities and objectives, from an initiative, and from the finder."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import lines, scopes
from thriving.movement.lines import Line
from thriving.plan import ways_in
from thriving.plan.models import Plan
from thriving.programs.asking import queries
from thriving.programs.asking.areas import PRIORITY
from thriving.programs.initiatives import slots
from thriving.programs.initiatives.models import Initiative
from thriving.programs.initiatives.rules import PROGRAM
from thriving.programs.initiatives.states import PUBLISHED
from thriving.ui import slots as places


def from_plan(plan: Plan, priority: str, objective: str) -> Iterator[tuple[str, str]]:
    if plan.state == "open":
        address = reverse("asking:ask", args=[scopes.written(PRIORITY, f"{plan.key}/{priority}")])
        if objective:
            yield _("Ask about this objective"), f"{address}?{urlencode({'objective': objective})}"
        else:
            yield _("Ask the people of this priority"), address


def from_initiative(request: HttpRequest, initiative: Initiative) -> str:
    if initiative.state != PUBLISHED:
        return ""
    scope = scopes.written(PROGRAM, initiative.key)
    context = {
        "scope": scope,
        "days": queries.promised({scope}, settings.ANSWER_DAYS)[scope],
        "has_published": queries.published(scope).exists(),
    }
    return render_to_string("asking/_from_initiative.html", context, request)


def from_the_finder(_request: HttpRequest) -> str:
    words = _("Ask the people of an area, in your own language, with or without an account.")
    return format_html('<p><a href="{}">{}</a></p>', reverse("asking:areas"), words)


ways_in.add("asking", from_plan)
slots.fillers.add("asking", from_initiative)
places.add("asking", from_the_finder, "searched")
lines.add(
    "questions",
    Line(
        gettext_lazy("My questions"),
        gettext_lazy("What I asked the people of an area, and where it stands."),
        "asking:areas",
        position=60,
    ),
)
