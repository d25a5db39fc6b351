"""How far the reviews of proposals have come, and what they amount to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thriving.grants.proposals.models import Proposal
from thriving.grants.review import rules
from thriving.grants.review.models import Committee, Declaration, Review, Vote
from thriving.grants.review.queries.committees import conflicted_with, deciders_of, not_said_of
from thriving.kernel import access
from thriving.programs.councils import ranking


@dataclass(frozen=True)
class Progress:
    """Of one proposal: what its review still waits for. ``deciders`` may review and vote."""

    not_said: int
    deciders: int
    given: int
    wanted: int
    quorum: int


def proposals_for(reader: Any, rule: str) -> QuerySet[Proposal]:
    found = Proposal.objects.select_related(
        "round__fund", "round__committee__rubric", "affiliate", "applicant"
    )
    return access.within(reader, rule, found)


def in_hands_of(reader: Any, committee: Committee) -> QuerySet[Proposal]:
    """Of its round: what the reader reviews, and for officers all. None to which anything closes them."""
    found = Proposal.objects.filter(round=committee.round_id, state__in=rules.READ).select_related("round")
    readable = found.filter(rules.reads.on(Proposal, reader) | rules.runs.on(Proposal, reader))
    mine = Review.objects.filter(proposal=OuterRef("pk"), reviewer=getattr(reader, "pk", None))
    cast = Vote.objects.filter(
        ballot__proposal=OuterRef("pk"), ballot__outcome=None, person=getattr(reader, "pk", None)
    )
    return readable.annotate(reviewed=Exists(mine), voted=Exists(cast), given=Count("reviews")).order_by("pk")


def to_declare(reader: Any) -> QuerySet[Proposal]:
    """Of which a member has not said yet whether they have a conflict."""
    said = Declaration.objects.filter(person=getattr(reader, "pk", None))
    asked = proposals_for(reader, "declare_conflict").exclude(pk__in=said.values("proposal"))
    return asked.filter(round__in=rules.seats_of(reader).values("committee__round")).order_by("pk")


def progress(proposal: Proposal) -> Progress:
    committee = Committee.objects.get(round=proposal.round_id)
    return Progress(
        not_said=len(not_said_of(proposal)),
        deciders=len(deciders_of(proposal)),
        given=counting(proposal).count(),
        wanted=committee.reviews_wanted,
        quorum=committee.quorum,
    )


def counting(proposal: Proposal) -> QuerySet[Review]:
    """Reviews of those who have no conflict; what somebody gave before they declared one does not count."""
    apart = Q(reviewer__isnull=True) | ~Q(reviewer__in=conflicted_with(proposal))
    return Review.objects.filter(apart, proposal=proposal)


def reviews_for(reader: Any, proposal: Proposal) -> list[Review]:
    """None, until the reader has given their own."""
    if not access.may(reader, "see_reviews", proposal):
        return []
    return list(counting(proposal).select_related("rubric", "reviewer"))


def own_review(reader: Any, proposal: Proposal) -> Review | None:
    found = Review.objects.filter(proposal=proposal, reviewer=getattr(reader, "pk", None))
    return found.select_related("rubric").first()


def mean_of(reviews: Iterable[Review]) -> Decimal | None:
    scores = [each.score for each in reviews]
    return ranking.mean(scores) if scores else None
