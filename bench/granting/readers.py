"""Who asks: each with the role that they are named after, and those who apply and review beside them."""

from __future__ import annotations

from bench import crowd
from bench.granting.steps import MEMBERS, Size
from thriving.movement.models import Affiliate, Person, RoleHolding

ROLES = (
    *("grants_officer", "finance_officer", "grants_auditor"),
    *("risk_officer", "risk_authority", "crisis_officer", "crisis_manager"),
)
COMMITTEES_EACH = 4  # over the years; of few, one
AFFILIATES = 60


def fill(size: Size) -> None:
    """As many as asked for: whoever is there already stays."""
    if not Affiliate.objects.exists():
        crowd.fill(0, AFFILIATES)
    _welcome("stranger", 1)
    _welcome("applicant", max(size.proposals // 4, 1))
    _welcome("reviewer", max(size.rounds * MEMBERS // COMMITTEES_EACH, 2 * MEMBERS))
    _welcome("organizer", max(size.events // 4, 1))
    for role in ROLES:
        _welcome(role, 1)
        for person in Person.objects.filter(username=f"{role}-0", holdings=None):
            RoleHolding.objects.create(person=person, role=role, begins_on=crowd.SINCE)


def reader(name: str) -> Person:
    return Person.objects.get(username=f"{name}-0")


def all_of(name: str) -> list[Person]:
    return list(Person.objects.filter(username__startswith=f"{name}-").order_by("pk"))


def _welcome(name: str, count: int) -> None:
    there = Person.objects.filter(username__startswith=f"{name}-").count()
    Person.objects.bulk_create(
        Person(username=f"{name}-{number}", name=f"{name.title()} {number}", country_id="GH")
        for number in range(there, count)
    )
