"""What a granted proposal is called once it has an agreement, and whose money it is if it gets none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db.models import Q

from thriving.grants.agreements.models import Agreement, AgreementState
from thriving.grants.agreements.states import DROPPED, PUBLIC_STATES
from thriving.grants.proposals import standing
from thriving.grants.proposals.standing import Word
from thriving.grants.review.queries import budget


def words_of(proposals: Iterable[int]) -> Mapping[int, Word]:
    """Three words for everybody: that one is suspended, or pays back, its own people and ours alone know."""
    found = Agreement.objects.filter(proposal__in=list(proposals)).values_list("proposal", "state")
    return {proposal: AgreementState(PUBLIC_STATES[state]).label for proposal, state in found}


standing.after.add("agreements", words_of)
budget.given_up.add("agreements", lambda: Q(agreement__state=DROPPED))
