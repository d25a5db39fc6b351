"""Who reads an agreement, who runs it, and who signs for which side. Nobody works on their own grant."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from thriving.grants.agreements.models import Agreement, Side
from thriving.grants.agreements.roles import AUDITOR, FINANCE_OFFICER
from thriving.grants.funds.roles import GRANTS_OFFICER
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.rules import not_their_own, open_to, side
from thriving.grants.proposals.states import GRANTED
from thriving.kernel.access import EVERYTHING, NOTHING, Scope, declare, role
from thriving.movement.models import Person, RoleHolding
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.movement.scopes import written


def through(scope: Scope, path: str = "proposal", *, broad: bool = False) -> Scope:
    """The same reach on records that belong to a proposal: whom it is closed to, they are closed to.

    ``broad``: it reaches most of them. Then each record is asked as it is met, so that a page of a list does
    not first gather all proposals; a narrow reach leads to its few records.
    """

    def reach(person: Any) -> Q:
        found = scope.on(Proposal, person)
        if found in (EVERYTHING, NOTHING):
            return found
        reached = Proposal.objects.filter(found)
        return (
            Q(Exists(reached.filter(pk=OuterRef(path))))
            if broad
            else Q((f"{path}__in", reached.values("pk")))
        )

    return Scope(reach)


def rule_of(which: str) -> str:
    """By which rule somebody binds this side."""
    return "sign_for_the_fund" if which == Side.OURS else "sign_for_the_grantee"


def people_of(agreement: Agreement) -> set[int]:
    """Everybody on the grantee's side: who applied, officers of the affiliate, who ever signed for it."""
    proposal = agreement.proposal
    found = set(proposal.co_applicants.exclude(agreed_at=None).values_list("person", flat=True))
    if proposal.affiliate:
        scope = written("affiliate", proposal.affiliate.key)
        held = RoleHolding.objects.filter(role__in=OFFICERS_OF_AFFILIATES, scope=scope)
        found |= set(held.values_list("person", flat=True))
    signed = agreement.texts.filter(signatures__side=Side.THEIRS).values("signatures__signed_by")
    found |= set(Person.objects.filter(key__in=signed).values_list("pk", flat=True))
    return found | ({proposal.applicant_id} if proposal.applicant_id else set())


def keys_of_side(agreement: Agreement) -> set[str]:
    return set(Person.objects.filter(pk__in=people_of(agreement)).values_list("key", flat=True))


theirs = through(side)
open_grants = through(open_to, broad=True)
_not_theirs = through(not_their_own, broad=True) & open_grants
staff = role(GRANTS_OFFICER) | role(FINANCE_OFFICER) | role(AUDITOR)

declare(
    agree_on_proposal=role(GRANTS_OFFICER)
    & not_their_own
    & open_to
    & Scope(lambda _person: Q(state__in=GRANTED)),
    write_agreement_template=role(GRANTS_OFFICER),
    see_agreement=theirs | (staff & open_grants),
    run_agreement=role(GRANTS_OFFICER) & _not_theirs,
    sign_for_the_fund=(role(GRANTS_OFFICER) | role(FINANCE_OFFICER)) & _not_theirs,
    sign_for_the_grantee=theirs,
    agree_to_no_works=(role(GRANTS_OFFICER) | role(FINANCE_OFFICER)) & _not_theirs,
    tell_decision=role(GRANTS_OFFICER) & _not_theirs,
    confirm_decision=(role(GRANTS_OFFICER) | role(FINANCE_OFFICER)) & _not_theirs,
)
