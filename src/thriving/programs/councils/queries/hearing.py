"""Who hears of a recommendation: its council with its owners, and who leads what it serves."""

from __future__ import annotations

from django.db.models import Q

from thriving.movement import scopes
from thriving.movement.models import Person
from thriving.movement.queries.roles import held_today
from thriving.plan.rules import LEAD
from thriving.programs.councils.models import Recommendation
from thriving.programs.councils.rules.councils import at_work
from thriving.programs.councils.states.membership import ACTIVE


def hearers_of(recommendation: Recommendation) -> list[Person]:
    """Its members and owners, but whoever answered."""
    council = recommendation.council_id
    seated = Q(council_memberships__council=council, council_memberships__state=ACTIVE)
    found = Person.objects.filter(seated | Q(councils_owned__council=council), is_active=True)
    return list(found.exclude(pk=recommendation.addressee_id or 0).distinct().order_by("pk"))


def answerable_for(recommendation: Recommendation) -> list[Person]:
    """Its owners, and the leads of the priority that it serves."""
    leads = held_today().filter(role=LEAD).filter(_over(recommendation)).values("person")
    owners = Q(councils_owned__in=at_work().filter(council=recommendation.council_id).order_by())
    found = Person.objects.filter(owners | Q(pk__in=leads), is_active=True)
    return list(found.distinct().order_by("pk"))


def _over(recommendation: Recommendation) -> Q:
    if not recommendation.priority:
        return Q(pk__in=[])
    return Q(scope="") | Q(scope=scopes.written("priority", recommendation.priority))
