"""What a granted proposal is called once it has its agreement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from thriving.grants.agreements.models import Agreement, AgreementState
from thriving.grants.proposals import standing
from thriving.grants.proposals.standing import Word


def words_of(proposals: Iterable[int]) -> Mapping[int, Word]:
    found = Agreement.objects.filter(proposal__in=list(proposals)).values_list("proposal", "state")
    return {proposal: AgreementState(state).label for proposal, state in found}


standing.after.add("agreements", words_of)
