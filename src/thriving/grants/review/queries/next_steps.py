"""What somebody can do next in reviews: each a constant number of questions."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.states import DEFERRED, DELIBERATION, IN_REVIEW
from thriving.grants.review.models import Ballot, Committee, Review
from thriving.grants.review.queries.committees import committees_for
from thriving.grants.review.queries.reviewing import proposals_for
from thriving.grants.review.queries.reviewing import to_declare as to_declare
from thriving.grants.review.states import FORMING, WORKING


def to_review(reader: Any) -> QuerySet[Proposal]:
    return proposals_for(reader, "give_review").filter(state=IN_REVIEW).order_by("pk")


def to_vote(reader: Any) -> QuerySet[Proposal]:
    return proposals_for(reader, "vote_on_proposal").order_by("pk")


def to_begin(reader: Any) -> QuerySet[Committee]:
    return committees_for(reader, "run_committee").filter(state=FORMING).order_by("pk")


def to_put_to_the_vote(reader: Any) -> QuerySet[Proposal]:
    """Those with enough reviews; whether every member has said their word, their page says."""
    found = proposals_for(reader, "run_review").filter(state=IN_REVIEW)
    # Counted for one after the other: joined, all reviews of all of them would be, for a list of a few.
    reviews = Review.objects.filter(proposal=OuterRef("pk")).order_by().values("proposal")
    given = Coalesce(Subquery(reviews.annotate(count=Count("pk")).values("count")), 0)
    return found.alias(given=given).filter(given__gte=F("round__committee__reviews_wanted")).order_by("pk")


def to_decide(reader: Any) -> QuerySet[Proposal]:
    """Voted on to the end, and nothing written down yet."""
    open_ = Ballot.objects.filter(proposal=OuterRef("pk"), outcome=None)
    found = proposals_for(reader, "run_review").filter(state=DELIBERATION)
    return found.filter(~Exists(open_)).order_by("pk")


def to_take_up_again(reader: Any) -> QuerySet[Proposal]:
    """Put off by a decision, and decided on by nobody else than a committee that is still there."""
    found = proposals_for(reader, "run_review").filter(state=DEFERRED)
    return found.filter(round__committee__state=WORKING).order_by("round__decides_by", "pk")
