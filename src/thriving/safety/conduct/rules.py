"""Everybody reads what was ever put to them; drafts are for who writes them; a vote is one's own."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from thriving.kernel.access import NOTHING, Scope, declare, role, signed_in
from thriving.movement.queries.accounts import accounts_of
from thriving.programs.roles import TRANSLATOR
from thriving.safety.conduct.models import Version, Voter
from thriving.safety.conduct.roles import KEEPER, SECRETARY
from thriving.safety.conduct.states import (
    BALLOT_OPEN,
    BEING_WRITTEN,
    CONSULTATION,
    FROZEN,
    IN_FORCE,
    RATIFIED,
    SEALED,
    SETTLED,
)

keeps = role(KEEPER)
_told = Scope(lambda _person: Q(consulted_from__isnull=False))  # once it was put to everybody


def _with_told_versions(_person: Any) -> Q:
    told = Version.objects.filter(code=OuterRef("pk"), consulted_from__isnull=False)
    return Q(Exists(told))


def _in(*states: str) -> Scope:
    return Scope(lambda _person: Q(state__in=states))


def _may_still_vote(person: Any) -> Q:
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return NOTHING
    theirs = Voter.objects.filter(ballot__version=OuterRef("pk"), person__in=accounts_of(person))
    return Q(Exists(theirs)) & ~Q(Exists(theirs.filter(voted=True)))


def _frozen_by_others(person: Any) -> Q:
    """Who froze a text does not say for the Board that it was endorsed."""
    return ~Q(frozen_by__in=accounts_of(person).values("key"))


declare(
    see_code=Scope(_with_told_versions) | keeps | role(TRANSLATOR),  # of codes
    keep_code=keeps,
    see_code_version=_told | keeps | role(TRANSLATOR),  # of versions, as all below
    keep_code_version=keeps,
    translate_code_version=(keeps | role(TRANSLATOR)) & _in(*BEING_WRITTEN, *SEALED),
    comment_on_code=signed_in & _in(CONSULTATION),
    vote_on_code=Scope(_may_still_vote) & _in(BALLOT_OPEN),
    endorse_code=role(SECRETARY) & _in(RATIFIED) & Scope(_frozen_by_others),
    # What was ratified goes no further only where the Board says so.
    withdraw_code_version=(keeps & _in(*BEING_WRITTEN, FROZEN))
    | (role(SECRETARY) & _in(RATIFIED) & Scope(_frozen_by_others)),
    acknowledge_code=signed_in & _in(*SETTLED),
    review_code=keeps & _in(IN_FORCE),
    see_acknowledgements=keeps,
)
