"""What those who prepare a council, run its calls or judge in them have to do next; one query each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, QuerySet

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
    Term,
)
from thriving.programs.councils.queries.calls import calls_for
from thriving.programs.councils.queries.councils import run_by
from thriving.programs.councils.queries.seats import fits
from thriving.programs.councils.states.call import CANCELED, DECIDED, DRAFT, LEAST_PANEL, OPEN, SCORING
from thriving.programs.councils.states.council import PREPARING, SITTING
from thriving.programs.councils.states.membership import HOLDING
from thriving.programs.councils.states.nomination import RESERVE, SELECTED


def to_prepare(person: Any) -> QuerySet[Any]:
    """Councils that have not begun, each with what it has, and when its first term starts."""
    of_council = {"council": OuterRef("pk")}
    return (
        run_by(person)
        .filter(state=PREPARING)
        .annotate(
            has_charter=Exists(Charter.objects.filter(**of_council)),
            has_seats=Exists(Seat.objects.filter(is_open=True, **of_council)),
            has_rubric=Exists(Rubric.objects.filter(**of_council)),
            has_call=Exists(Call.objects.filter(**of_council).exclude(state=CANCELED)),
            has_members=Exists(Membership.objects.filter(state__in=HOLDING, **of_council)),
            first_day=Min("terms__starts_on"),
        )
    )


def to_renew(person: Any, until: date) -> QuerySet[Term]:
    """Last terms of councils at work, which end by this day: nobody can be called for what follows."""
    later = Term.objects.filter(council=OuterRef("council"), number__gt=OuterRef("number"))
    mine = run_by(person).filter(state=SITTING).order_by().values("pk")
    found = Term.objects.filter(~Exists(later), council__in=mine, ends_on__lte=until)
    return found.select_related("council")


def to_open(person: Any) -> QuerySet[Call]:
    return calls_for(person, "run_call").filter(state=DRAFT)


def to_name_panel(person: Any, today: date) -> QuerySet[Call]:
    """Open calls whose panel is smaller than it must be once their last day is over."""
    judges = Count("panel", filter=Q(panel__person__is_active=True))
    calls = calls_for(person, "run_call").filter(state=OPEN, closes_on__gte=today)
    return calls.annotate(judges=judges).filter(Q(judges__lt=LEAST_PANEL) | Q(judges__lt=F("quorum")))


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


def to_fill(person: Any, today: date) -> list[Call]:
    """Decided calls where a seat is free in a term that goes on, and somebody in reserve fits it."""
    served = Membership.objects.filter(person=OuterRef("nominee"), term=OuterRef("call__term"))
    unseated = Nomination.objects.filter(~Exists(served), nominee__isnull=False)
    held = Membership.objects.filter(state__in=HOLDING, term__ends_on__gte=today)
    seats = Seat.objects.filter(is_open=True).select_related("region")
    calls = calls_for(person, "run_call").filter(state=DECIDED, term__ends_on__gte=today)
    found = calls.filter(pk__in=unseated.filter(state=RESERVE).values("call")).prefetch_related(
        Prefetch("seats", seats.prefetch_related(Prefetch("memberships", held, "held"))),
        Prefetch("nominations", unseated.filter(state=RESERVE), "in_reserve"),
        Prefetch("nominations", unseated.filter(state=SELECTED).select_related("place"), "selected"),
    )
    return [call for call in found if _is_wanted(call)]


def _is_wanted(call: Any) -> bool:
    promised = {each.place.seat_id for each in call.selected}
    held = {each.seat_id for seat in call.seats.all() for each in seat.held if each.term_id == call.term_id}
    free = [seat for seat in call.seats.all() if seat.pk not in promised | held]
    return any(fits(candidate, seat) for seat in free for candidate in call.in_reserve)
