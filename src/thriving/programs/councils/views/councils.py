"""The list of councils, and one of them."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thriving.programs.councils.models import Council, CouncilState
from thriving.programs.councils.queries import councils_for, seats_of
from thriving.programs.councils.views import parts
from thriving.ui.twins import Column, Records

MOST = 200
COUNCILS = Records(
    "councils",
    gettext_lazy("Councils"),
    gettext_lazy("Who is listened to, on what, and how far each council has come."),
    columns=(
        Column("key", "string", gettext_lazy("Key"), gettext_lazy("How addresses name it.")),
        Column("title", "string", gettext_lazy("Title"), gettext_lazy("In the language of the page.")),
        Column("state", "string", gettext_lazy("State"), ", ".join(CouncilState)),
        Column("serves", "string", gettext_lazy("Serves"), gettext_lazy("The key of a key result.")),
    ),
)


@require_safe
def councils(request: HttpRequest, form: Any) -> HttpResponse:
    listed = list(councils_for(request.user)[:MOST])
    return COUNCILS.respond(
        request,
        [_row(each) for each in listed],
        form=form,
        template="councils/councils.html",
        context={"councils": listed},
        sample=any(each.sample for each in listed),
    )


@require_safe
def council(request: HttpRequest, key: str) -> HttpResponse:
    found = get_object_or_404(councils_for(request.user), key=key)
    context = {"council": found, "seats": list(seats_of(found)), "sample": found.sample}
    for part in parts.shown.values():
        context |= part(request, found)
    return render(request, "councils/council.html", context)


def _row(council: Council) -> dict[str, Any]:
    return {"key": council.key, "title": council.title, "state": council.state, "serves": council.serves}
