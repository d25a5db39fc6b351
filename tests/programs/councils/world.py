"""Councils of these tests, at any step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person, RoleHolding
from thriving.programs.councils.models import Council, Membership, Owner, Seat, Term
from thriving.programs.councils.rules.councils import ROLES

TODAY = date(2026, 3, 2)
STARTS, ENDS = date(2026, 1, 1), date(2026, 12, 31)


@contextmanager
def on(day: date = TODAY) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def council(owner: Person | None = None, key: str = "river", **values: Any) -> Council:
    said = {"title": Words(en="River Council"), "purpose": Words(en="To be heard."), **values}
    made = Council.objects.create(key=key, **{"safeguarding_contact": "safe@example.org", **said})
    if owner:
        if not owner.holdings.filter(role__in=ROLES).exists():
            RoleHolding.objects.create(person=owner, role="organizer", begins_on=date(2019, 1, 1))
        Owner.objects.create(council=made, person=owner, named_at=clock.now())
    return made


def term(council: Council, number: int = 1, starts: date = STARTS, ends: date = ENDS) -> Term:
    return Term.objects.get_or_create(
        council=council, number=number, defaults={"starts_on": starts, "ends_on": ends}
    )[0]


def seat(council: Council, **values: Any) -> Seat:
    return Seat.objects.create(council=council, number=council.seats.count() + 1, **values)


def member(council: Council, person: Person, **values: Any) -> Membership:
    """Somebody in a seat of their own, for the first term unless said otherwise."""
    return Membership.objects.create(
        council=council,
        seat=seat(council),
        person=person,
        began_on=STARTS,
        **{"term": term(council), "shown_name": person.name, **values},
    )
