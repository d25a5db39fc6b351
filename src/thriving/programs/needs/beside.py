"""On the page of a partner: in which rounds it was assessed as a holder, where it may be named."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.programs.needs.queries.assessments import of_partners
from thriving.programs.partnerships import beside
from thriving.programs.partnerships.models import Partner


def on_a_partner(request: HttpRequest, partner: Partner) -> str:
    found = list(of_partners(request.user, [partner.key]))
    if not found:
        return ""
    return render_to_string("needs/_on_a_partner.html", {"assessments": found}, request)


beside.fillers.add("needs", on_a_partner)
