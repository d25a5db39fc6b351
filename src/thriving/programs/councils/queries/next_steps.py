"""What those who prepare a council, run its calls or judge in them have to do next; one query each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, Min, OuterRef, Prefetch, Q, QuerySet

from thriving.kernel import access
from thriving.programs.councils.models import (
    Call,
    Charter,
    Membership,
    Nomination,
    Panelist,
    Rubric,
    Seat,
    Sheet,
)
from thriving.programs.councils.queries.calls import calls_for
from thriving.programs.councils.queries.councils import run_by
from thriving.programs.councils.queries.seats import fits
from thriving.programs.councils.states.call import CANCELED, DECIDED, DRAFT, OPEN, SCORING
from thriving.programs.councils.states.council import PREPARING, SITTING
from thriving.programs.councils.states.membership import HOLDING
from thriving.programs.councils.states.nomination import RESERVE, SELECTED


def to_look_after(person: Any) -> QuerySet[Any]:
    """Councils that are not closed, each with what it has, and from when to when there are terms."""
    of_council = {"council": OuterRef("pk")}
    return (
        run_by(person)
        .filter(state__in=(PREPARING, SITTING))
        .annotate(
            has_charter=Exists(Charter.objects.filter(**of_council)),
            has_seats=Exists(Seat.objects.filter(is_open=True, **of_council)),
            has_rubric=Exists(Rubric.objects.filter(**of_council)),
            has_call=Exists(Call.objects.filter(**of_council).exclude(state=CANCELED)),
            has_members=Exists(Membership.objects.filter(state__in=HOLDING, **of_council)),
            first_day=Min("terms__starts_on"),
            last_day=Max("terms__ends_on"),
        )
    )


def to_run(person: Any) -> QuerySet[Any]:
    """Calls that are not decided, each with how many are on its panel."""
    judges = Count("panel", filter=Q(panel__person__is_active=True))
    calls = calls_for(person, "run_call").filter(state__in=(DRAFT, OPEN, SCORING))
    return calls.annotate(judges=judges)


def to_judge(person: Any) -> QuerySet[Call]:
    """Calls in which they have still to say with whom they have a conflict, or to score somebody."""
    scored = Sheet.objects.filter(nomination=OuterRef("pk"), panelist=person.pk)
    left = access.within(person, "score_candidate", Nomination.objects.filter(~Exists(scored)))
    unread = Panelist.objects.filter(person=person.pk, looked_on=None)
    mine = calls_for(person, "judge_call").filter(state=SCORING, revealed_at=None)
    return mine.filter(Q(pk__in=left.values("call")) | Q(pk__in=unread.values("call")))


def to_seat(person: Any) -> QuerySet[Any]:
    """Decided calls with who was ``selected`` or is ``in_reserve``, and has held no seat in the term."""
    served = Membership.objects.filter(person=OuterRef("nominee"), term=OuterRef("call__term"))
    unseated = Nomination.objects.filter(~Exists(served), nominee__isnull=False)
    waits = unseated.filter(state__in=(SELECTED, RESERVE))
    held = Membership.objects.filter(state__in=HOLDING)
    seats = Seat.objects.filter(is_open=True).select_related("region")
    calls = calls_for(person, "run_call").filter(state=DECIDED, pk__in=waits.values("call"))
    return calls.prefetch_related(
        Prefetch("seats", seats.prefetch_related(Prefetch("memberships", held, "held"))),
        Prefetch("nominations", unseated.filter(state=RESERVE), "in_reserve"),
        Prefetch("nominations", unseated.filter(state=SELECTED), "selected"),
    )


def has_free_seat(call: Any, today: date) -> bool:
    """Of a call as ``to_seat`` reads it: whether in a term that goes on somebody in reserve fits a seat."""
    held = {each.seat_id for seat in call.seats.all() for each in seat.held if each.term_id == call.term_id}
    free = [seat for seat in call.seats.all() if seat.pk not in held]
    fitting = any(fits(candidate, seat) for seat in free for candidate in call.in_reserve)
    return fitting and call.term.ends_on >= today
