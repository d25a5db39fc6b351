"""A move of a proposal, told in its course and in the diary: for this package and for those above it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from thriving.grants.proposals import facts, search
from thriving.grants.proposals.models import Proposal, Step
from thriving.grants.proposals.states import PROPOSAL
from thriving.kernel import clock, diary
from thriving.movement.actions import Actor


@transaction.atomic
def move(
    proposal: Proposal, name: str, *, by: Actor, words: str = "", inner_words: str = "", **values: Any
) -> Step:
    """Take it one step further, and keep what was said; whoever calls asks their own rule first.

    ``words`` are for its side and for everybody who may read it, ``inner_words`` for those who work on it.
    """
    PROPOSAL.take(proposal, name, changed_at=clock.now(), **values)
    step = Step.objects.create(
        proposal=proposal,
        move=name,
        state=proposal.state,
        at=clock.now(),
        by=by if isinstance(by, str) else by.key,
        words=words,
        inner_words=inner_words,
    )
    search.index([proposal])
    facts.tell([proposal], by, "The proposal went a step further.")
    diary.note(proposal, name.replace("_", " "), by=by, body={"said": words, "inner": inner_words})
    return step


def hold(proposal: Proposal) -> None:
    """As it is now; nobody changes it before the transaction ends."""
    proposal.refresh_from_db(from_queryset=Proposal.objects.select_for_update())
