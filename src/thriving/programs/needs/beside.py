"""Assessments on the pages of others: of the partner that was assessed, and below the plan's requirement."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string

from thriving.plan import slots
from thriving.plan.slots import Filler, Seen
from thriving.programs.needs.models import Round
from thriving.programs.needs.queries.assessments import of_partners
from thriving.programs.needs.queries.plan import code_of
from thriving.programs.needs.states import DRAFT, FINISHED
from thriving.programs.needs.vocabulary import PRIVATE
from thriving.programs.partnerships import beside
from thriving.programs.partnerships.models import Partner


def on_a_partner(request: HttpRequest, partner: Partner) -> str:
    found = list(of_partners(request.user, [partner.key]))
    if not found:
        return ""
    return render_to_string("needs/_on_a_partner.html", {"assessments": found}, request)


def below_a_requirement(seen: Seen) -> str:
    """The rounds that serve it and had begun by the day, each with how many were assessed by then."""
    requirement = seen.requirement.requirement
    found = list(_serving(code_of(requirement), seen.on))
    return render_to_string("needs/_below_a_requirement.html", {"rounds": found}) if found else ""


def edition() -> str:
    """Changes with every answer that is saved or taken back, and with every round that begins."""
    told = Round.objects.exclude(state=DRAFT).aggregate(
        rounds=Count("pk", distinct=True),
        finished=Count("assessments", filter=Q(assessments__state=FINISHED)),
        saved=Max("assessments__saved_at"),
    )
    return f"{told['rounds']}.{told['finished']}.{told['saved']}"


def _serving(code: str, on: date) -> QuerySet[Round]:
    counts = Q(assessments__state=FINISHED, assessments__held_on__lte=on)
    institutions = counts & ~Q(assessments__holder__kind=PRIVATE)
    found = Round.objects.filter(serves=code, begins_on__lte=on).exclude(state=DRAFT)
    return found.annotate(assessed=Count("assessments", filter=institutions)).order_by("begins_on", "pk")


beside.fillers.add("needs", on_a_partner)
slots.add("needs", Filler(fill=below_a_requirement, edition=edition))
