"""How a grant was decided: by its committee here, or by a document that two people know."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, QuerySet

from thriving.grants.agreements.models import Agreement, DecidedElsewhere
from thriving.grants.proposals.models import Step
from thriving.grants.proposals.states import GRANTED, PROPOSAL

_DECIDING = [move.name for move in PROPOSAL.moves if move.target in GRANTED]


def decided_here(agreement: Agreement) -> bool:
    """Whether its proposal went the way of proposals; one that a table brought did not."""
    return agreement.proposal.steps.filter(move__in=_DECIDING, state__in=GRANTED).exists()


def untold() -> QuerySet[Agreement]:
    """Agreements on what was not decided here, and nobody has told by which document it was decided."""
    steps = Step.objects.filter(proposal=OuterRef("proposal"), move__in=_DECIDING, state__in=GRANTED)
    return Agreement.objects.filter(~Exists(steps), decided_elsewhere=None)


def decision_made_elsewhere(agreement: Agreement) -> DecidedElsewhere | None:
    """As it was told last."""
    return agreement.decided_elsewhere.order_by("-number").first()


def who_brought(agreement: Agreement) -> set[str]:
    """The keys of those by whose hands the proposal came to be granted without a decision here."""
    steps = agreement.proposal.steps.filter(state__in=GRANTED).exclude(move__in=_DECIDING)
    return set(steps.values_list("by", flat=True))
