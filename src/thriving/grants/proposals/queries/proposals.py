from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from thriving.grants.proposals.models import Proposal
from thriving.kernel import access
from thriving.movement import scopes
from thriving.movement.models import Person, RoleHolding
from thriving.movement.queries.roles import held_today
from thriving.movement.roles import OFFICERS_OF_AFFILIATES

_WITH = ("round__fund", "affiliate", "rate", "applicant", "form__questionnaire")


def proposals_for(reader: Any) -> QuerySet[Proposal]:
    """All that the reader may see at all: for lists, search, exports, letters and twins."""
    return access.within(reader, "see_proposal", Proposal.objects.select_related(*_WITH))


def to_read(reader: Any) -> QuerySet[Proposal]:
    """Those of which the reader may see all: their side, officers, committees that review them."""
    return access.within(reader, "read_proposal", Proposal.objects.select_related(*_WITH))


def written_by(reader: Any) -> QuerySet[Proposal]:
    """The reader's own, and those in which they apply together with others."""
    return access.within(reader, "act_for_proposal", Proposal.objects.select_related(*_WITH))


def to_screen(reader: Any) -> QuerySet[Proposal]:
    """What waits for an officer, the longest first; never what comes from their own side."""
    found = access.within(reader, "screen_proposal", Proposal.objects.select_related(*_WITH))
    return found.order_by("submitted_at", "pk")


def people_of(proposal: Proposal) -> QuerySet[Person]:
    """Who is on its side: who began it, those who apply too, and officers of its affiliate today."""
    together = proposal.co_applicants.filter(agreed_at__isnull=False).values("person")
    return Person.objects.filter(
        Q(pk=proposal.applicant_id) | Q(pk__in=together) | Q(pk__in=_officers_of(proposal))
    )


def _officers_of(proposal: Proposal) -> QuerySet[RoleHolding, int]:
    if proposal.affiliate is None:
        return RoleHolding.objects.none().values_list("person", flat=True)
    scope = scopes.written("affiliate", proposal.affiliate.key)
    held = held_today().filter(role__in=OFFICERS_OF_AFFILIATES, scope=scope)
    return held.values_list("person", flat=True)


def proposal_for(reader: Any, key: str) -> Proposal:
    """One that the reader may see; for anybody else it is not there."""
    try:
        return proposals_for(reader).get(key=key)
    except Proposal.DoesNotExist:
        raise Http404 from None
