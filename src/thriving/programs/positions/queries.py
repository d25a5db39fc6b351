"""Positions as their reader may see them, and how long they were open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from statistics import median_low
from typing import Any

from django.db.models import Case, QuerySet, Sum, When

from thriving.kernel import access
from thriving.movement.queries.places import protected_countries
from thriving.movement.rules.minors import apart_from_minors
from thriving.programs.positions.models import Holding, Opening, Position, State


def positions_for(reader: Any) -> QuerySet[Position]:
    """With their openings and holdings; where one can apply first, then in the order of their keys."""
    found = access.within(reader, "see_position", Position.objects.all())
    open_first = Case(When(state=State.OPEN, then=0), default=1)
    return found.order_by(open_first, "key").prefetch_related("openings", "holdings")


def run_by(person: Any) -> QuerySet[Position]:
    return access.within(person, "run_position", Position.objects.all())


def holdings_of(person: Any) -> QuerySet[Holding]:
    """Those of which the person may show their name."""
    return access.within(person, "show_own_name", Holding.objects.select_related("position"))


def holders_seen(reader: Any, position: Position) -> dict[int, str]:
    """By holding, the user name of whoever has it: for those who fill it, and for themselves."""
    held = access.within(reader, "see_holder", _of_grown(position))
    return dict(held.values_list("pk", "holder__username"))


def names_shown(position: Position) -> dict[int, str]:
    """By holding, under which name everybody may know who has it."""
    return dict(_of_grown(position).exclude(shown_name="").values_list("pk", "shown_name"))


def _of_grown(position: Position) -> QuerySet[Holding]:
    """Nobody learns of a minor, also where it turns out later that they are one."""
    return Holding.objects.filter(apart_from_minors("holder"), position=position, holder__isnull=False)


def countries_shown(positions: Iterable[Position]) -> dict[int, str]:
    """By position, its country, where saying it endangers nobody."""
    hidden = protected_countries()
    return {each.pk: each.country for each in positions if each.country and each.country not in hidden}


def days_open(position: Position, until: date | None = None) -> int | None:
    """Of all its openings together; none where it never was."""
    openings = list(position.openings.all())
    return sum(each.days(until) for each in openings) if openings else None


def median_days(positions: QuerySet[Position]) -> int | None:
    """Days from opening to somebody, of the openings that ended so."""
    filled = Opening.objects.filter(position__in=positions.order_by(), outcome=Opening.Outcome.FILLED)
    days = [each.days() for each in filled.only("opened_on", "closed_on")]
    return median_low(days) if days else None


def current_opening(position: Position) -> Opening | None:
    return next((each for each in position.openings.all() if each.closed_on is None), None)


def current_holding(position: Position) -> Holding | None:
    stands = (Holding.Stage.PROMISED, Holding.Stage.AT_WORK)
    return next((each for each in position.holdings.all() if each.stage in stands), None)


def edition() -> str:
    """Changes with every change of any position."""
    return str(Position.objects.aggregate(total=Sum("revision"))["total"] or 0)
