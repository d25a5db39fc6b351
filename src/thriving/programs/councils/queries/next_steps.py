"""Whose turn it is with a call."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thriving.kernel import access
from thriving.programs.councils.models import Call, Membership, Nomination, Panelist, Sheet
from thriving.programs.councils.queries.calls import calls_for
from thriving.programs.councils.states.call import DECIDED, OPEN, SCORING
from thriving.programs.councils.states.nomination import SELECTED


def to_judge(person: Any) -> QuerySet[Call]:
    """Calls in which they have still to say with whom they have a conflict, or to score somebody."""
    scored = Sheet.objects.filter(nomination=OuterRef("pk"), panelist=person.pk)
    left = access.within(person, "score_candidate", Nomination.objects.filter(~Exists(scored)))
    unread = Panelist.objects.filter(person=person.pk, looked_on=None)
    mine = calls_for(person, "judge_call").filter(state=SCORING, revealed_at=None)
    return mine.filter(Q(pk__in=left.values("call")) | Q(pk__in=unread.values("call")))


def to_hand_over(person: Any, today: date) -> QuerySet[Call]:
    return calls_for(person, "run_call").filter(state=OPEN, closes_on__lt=today)


def to_decide(person: Any) -> QuerySet[Call]:
    return calls_for(person, "run_call").filter(state=SCORING)


def to_seat(person: Any) -> QuerySet[Call]:
    """Calls that are decided, where somebody selected holds no seat in the term and held none."""
    seated = Membership.objects.filter(person=OuterRef("nominee"), term=OuterRef("call__term"))
    waits = Nomination.objects.filter(~Exists(seated), state=SELECTED, nominee__isnull=False)
    return calls_for(person, "run_call").filter(state=DECIDED, pk__in=waits.values("call"))
