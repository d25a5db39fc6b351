"""Committees as their reader may see them, and who of them decides on a proposal."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from thriving.grants.proposals.models import Proposal
from thriving.grants.review.models import Closeness, Committee, Declaration, Member
from thriving.kernel import access
from thriving.movement.models import Person
from thriving.movement.queries.accounts import accounts_of
from thriving.movement.queries.roles import held_today
from thriving.movement.roles import OFFICERS_OF_AFFILIATES


def committees_for(reader: Any, rule: str = "see_committee") -> QuerySet[Committee]:
    found = Committee.objects.select_related("round__fund", "rubric")
    return access.within(reader, rule, found)


def members_of(committee: Committee) -> QuerySet[Member]:
    """Who sits today and still can."""
    found = committee.members.filter(left_at=None, person__is_active=True, person__shielded=False)
    return found.select_related("person")


def side_of(proposal: Proposal) -> set[int]:
    """Whoever applies, and the officers of the affiliate for which they do: they decide nothing of it."""
    together = proposal.co_applicants.exclude(agreed_at=None).values_list("person", flat=True)
    found = {proposal.applicant_id, *together} - {None}
    if proposal.affiliate:
        scope = f"affiliate:{proposal.affiliate.key}"
        held = held_today().filter(role__in=OFFICERS_OF_AFFILIATES, scope=scope)
        found |= set(held.values_list("person", flat=True))
    return _with_all_accounts({each for each in found if each})


def conflicted_with(proposal: Proposal) -> set[int]:
    found = Declaration.objects.filter(proposal=proposal, person__isnull=False)
    closed = found.exclude(closeness=Closeness.NONE).values_list("person", flat=True)
    return _with_all_accounts(set(closed))


def _with_all_accounts(people: set[int]) -> set[int]:
    """These are few; whoever has no address has one account for all that is known."""
    found = Person.objects.filter(pk__in=people).exclude(email="") if people else ()
    return people.union(*(accounts_of(each).values_list("pk", flat=True) for each in found))


def not_said_of(proposal: Proposal) -> list[Person]:
    """Members who are on no side of it and have not said yet whether they have a conflict."""
    said = set(Declaration.objects.filter(proposal=proposal).values_list("person", flat=True))
    said |= conflicted_with(proposal)
    return [each for each in _apart_from(proposal) if each.pk not in said]


def deciders_of(proposal: Proposal) -> list[Person]:
    """Members who said that they have no conflict, and have none."""
    clear = Declaration.objects.filter(proposal=proposal, closeness=Closeness.NONE)
    cleared = set(clear.values_list("person", flat=True)) - conflicted_with(proposal)
    return [each for each in _apart_from(proposal) if each.pk in cleared]


def _apart_from(proposal: Proposal) -> list[Person]:
    side = side_of(proposal)
    committee = Committee.objects.filter(round=proposal.round_id).first()
    found = members_of(committee).order_by("pk") if committee else []
    return [each.person for each in found if each.person_id not in side]
