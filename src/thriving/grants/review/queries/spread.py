"""How what a round was asked for is spread, and what it gave so far: by region, language and newcomers.

It reads what a proposal says of its work. Nothing about a person goes into it, and nothing about who they are
into a decision. What is closed to its reader by a conflict is counted in none of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from thriving.grants.funds.models import Round
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.states import GRANTED, INELIGIBLE
from thriving.grants.review.rules import READ, counted_for

BY = {"region": "region", "language": "language", "newcomers": "first_time"}  # columns, by what they show


@dataclass(frozen=True)
class Part:
    """``value``: the key of a region, the code of a language, or whether nobody had a grant before."""

    by: str
    value: Any
    asked: int
    funded: int
    open: int

    @property
    def turned_down(self) -> int:
        return self.asked - self.funded - self.open


def spread(reader: Any, round_: Round) -> list[Part]:
    handed_in = Proposal.objects.filter(round=round_, state__in=READ).exclude(state=INELIGIBLE)
    found = handed_in.filter(counted_for(reader))
    return [part for by in BY for part in _parts(found, by)]


def _parts(found: QuerySet[Proposal], by: str) -> Iterator[Part]:
    funded, decided = Q(state__in=GRANTED), Q(state__in=(*GRANTED, "declined", "deferred"))
    counted = found.order_by(BY[by]).values(BY[by])
    for each in counted.annotate(
        asked=Count("pk"), funded=Count("pk", filter=funded), decided=Count("pk", filter=decided)
    ):
        open_ = each["asked"] - each["decided"]
        yield Part(by, each[BY[by]], each["asked"], each["funded"], open_)
