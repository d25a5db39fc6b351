"""Who sits on committees and runs them; to whom a proposal opens for review, and to whom it stays closed.

A conflict closes a proposal everywhere, for good. So does not having said yet whether one has a conflict; and
where a committee is not to be told who applies, nobody reads the proposal's public pages before the decision,
for signing out would tell.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from thriving.grants.funds.roles import GRANTS_OFFICER
from thriving.grants.funds.states import DRAFT
from thriving.grants.proposals import rules as of_proposals
from thriving.grants.proposals.states import (
    DECLINED,
    DEFERRED,
    DELIBERATION,
    GRANTED,
    HANDED_IN,
    IN_REVIEW,
    UNDER_REVIEW,
    WITH_THE_OFFICER,
)
from thriving.grants.review.models import Ballot, Closeness, Committee, Declaration, Member, Review, Vote
from thriving.grants.review.states import DISSOLVED, FORMING, WORKING
from thriving.kernel.access import EVERYTHING, NOTHING, Scope, declare, lets_read, role, roles_of
from thriving.movement.queries.accounts import accounts_of

BEFORE_DECISION = (*WITH_THE_OFFICER, *UNDER_REVIEW)
READ = (*UNDER_REVIEW, DEFERRED, *GRANTED, DECLINED)  # by a committee, from the opening of the review on


def _known(person: Any) -> bool:
    return bool(getattr(person, "is_authenticated", False) and getattr(person, "is_active", False))


def seats_of(person: Any) -> QuerySet[Member]:
    """Where somebody is a member today."""
    found = Member.objects.filter(person=getattr(person, "pk", None), left_at=None)
    return found.exclude(committee__state=DISSOLVED)


def _said(person: Any) -> QuerySet[Declaration]:
    return Declaration.objects.filter(person=getattr(person, "pk", None))


def conflicted(person: Any) -> Q:
    """Proposals with which somebody ever declared a conflict, with this account or another of theirs."""
    found = Declaration.objects.filter(person__in=accounts_of(person).values("pk"))
    closed = found.exclude(closeness=Closeness.NONE)
    return Q(pk__in=closed.values("proposal")) if _known(person) else NOTHING


def counted_for(person: Any) -> Q:
    """Of which the reader may read even a count: a conflict closes that as well, and so does no word yet."""
    if not _known(person):
        return EVERYTHING
    return ~(conflicted(person) | _not_said(person))


def _cleared(person: Any) -> Q:
    """Of which they said that they have no conflict, and did not say otherwise since."""
    found = _said(person).filter(closeness=Closeness.NONE)
    return Q(pk__in=found.values("proposal")) & ~conflicted(person) if _known(person) else NOTHING


def _in_their_rounds(person: Any) -> Q:
    return Q(round__in=seats_of(person).values("committee__round")) if _known(person) else NOTHING


def _in_rounds_at_work(person: Any) -> Q:
    seats = seats_of(person).filter(committee__state=WORKING)
    return Q(round__in=seats.values("committee__round")) if _known(person) else NOTHING


def _not_said(person: Any) -> Q:
    """Before the decision: what waits for their word. Afterwards it is everybody's to read."""
    said = Q(pk__in=_said(person).values("proposal"))
    return _in_their_rounds(person) & Q(state__in=BEFORE_DECISION) & ~said


def _blind(person: Any) -> Q:
    """Who applies is not told to the committee, nor to whoever could tell it; officers must know."""
    rounds = Committee.objects.filter(is_blind=True)
    if GRANTS_OFFICER in roles_of(person):
        rounds = rounds.filter(pk__in=seats_of(person).values("committee"))
    return Q(round__in=rounds.values("round"), state__in=BEFORE_DECISION)


def closed(person: Any) -> Q:
    """Their own side reads it all the same, as `proposals` says."""
    if not _known(person):
        return _blind(person)
    return conflicted(person) | _not_said(person) | _blind(person)


def _read_openly(person: Any) -> Q:
    """Also what is hidden for safety, where those who decide may know who applies."""
    seeing = seats_of(person).filter(committee__state=WORKING, committee__is_blind=False)
    rounds = Q(round__in=seeing.values("committee__round"))
    return rounds & _cleared(person) & Q(state__in=READ) if _known(person) else NOTHING


of_proposals.closed_to.add("review", closed)
of_proposals.readers.add("review", _read_openly)


def _in(*states: str) -> Scope:
    return Scope(lambda _person: Q(state__in=states))


def _sits(person: Any) -> Q:
    return Q(pk__in=seats_of(person).values("committee")) if _known(person) else NOTHING


def _has_not_reviewed(person: Any) -> Q:
    given = Review.objects.filter(reviewer=getattr(person, "pk", None))
    return ~Q(pk__in=given.values("proposal"))


def _has_reviewed(person: Any) -> Q:
    given = Review.objects.filter(reviewer=getattr(person, "pk", None))
    return Q(pk__in=given.values("proposal")) if _known(person) else NOTHING


def _can_vote(person: Any) -> Q:
    cast = Vote.objects.filter(person=getattr(person, "pk", None))
    ballots = Ballot.objects.filter(outcome=None).exclude(pk__in=cast.values("ballot"))
    return Q(pk__in=ballots.values("proposal"))


officer = role(GRANTS_OFFICER)
not_closed = Scope(lambda person: ~conflicted(person)) & of_proposals.not_their_own
reads = Scope(_in_rounds_at_work) & Scope(_cleared) & of_proposals.not_their_own & _in(*READ)
# Whoever decides in a committee does not run it as well, whatever role they were given since.
runs = officer & Scope(lambda person: ~_in_their_rounds(person)) & not_closed & _in(*HANDED_IN)

declare(
    # of committees
    see_committee=officer | Scope(_sits),
    run_committee=officer & Scope(lambda person: ~_sits(person)),
    form_committee=officer & Scope(lambda person: ~_sits(person)) & _in(FORMING),
    # Whoever applies reads by what it is judged, once that stays as it is.
    see_grant_rubric=_in(WORKING, DISSOLVED) & Scope(lambda _person: ~Q(round__state=DRAFT))
    | officer
    | Scope(_sits),
    # of proposals
    declare_conflict=(Scope(_in_rounds_at_work) & not_closed & _in(IN_REVIEW, DELIBERATION))
    | (runs & _in(*BEFORE_DECISION)),
    read_for_review=reads,
    give_review=reads & _in(IN_REVIEW, DELIBERATION) & Scope(_has_not_reviewed),
    see_reviews=(reads & Scope(_has_reviewed)) | runs,
    vote_on_proposal=reads & _in(DELIBERATION) & Scope(_can_vote),
    run_review=runs,
)
lets_read("read_for_review")
