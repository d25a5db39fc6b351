"""A call of these tests, at any step."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from tests.conftest import person
from tests.programs.councils import world

from thriving.kernel import clock
from thriving.movement.models import Person
from thriving.programs.councils.actions import calls, nominating, selecting
from thriving.programs.councils.actions.calls import Called, Criterion
from thriving.programs.councils.actions.nominating import Proposed, Stands
from thriving.programs.councils.models import Call, Council, Nomination, Place, Seat, Term

CRITERIA = (
    Criterion("Listens", 2, ("Talks over others.", "Asks.", "Asks, and changes their mind.")),
    Criterion("Knows the river", 1, ("Has not seen it.", "Lives there.", "Speaks for those who do.")),
)
OPENS, CLOSES = world.TODAY, world.TODAY + timedelta(days=30)
AFTER = CLOSES + timedelta(days=1)
FULL, HALF, NONE = (4, 4), (2, 2), (0, 0)


def draft(council: Council, owner: Person, seats: int = 1, **otherwise: Any) -> Call:
    rubric = calls.make_rubric(council, CRITERIA, by=owner)
    offered = tuple(world.seat(council) for _each in range(seats))
    said = {"term": world.term(council), "seats": offered, "words": "Come and be heard.", "rubric": rubric}
    said |= {"opens_on": OPENS, "closes_on": CLOSES, "quorum": 2}
    return calls.draft_call(council, Called(**{**said, **otherwise}), by=owner)


def opened(owner: Person, seats: int = 1, council: Council | None = None, **otherwise: Any) -> Call:
    with world.on():
        call = draft(council or world.council(owner), owner, seats, **otherwise)
        calls.publish(call, by=owner)
    return call


def panel(call: Call, owner: Person, count: int = 3) -> list[Person]:
    judges = [person(f"judge-{number}") for number in range(1, count + 1)]
    for each in judges:
        calls.name_panelist(call, each, by=owner)
    return judges


def stands(call: Call, who: Person, on: date = world.TODAY, **otherwise: Any) -> Nomination:
    said = {"shown_name": who.name, "statement": "I want to be heard.", "languages": ("en",)}
    with world.on(on):
        return nominating.stand(call, Stands(**{**said, **otherwise}), by=who)


def handed_over(call: Call, owner: Person) -> list[Person]:
    """With a panel of three, none of whom has a conflict."""
    with world.on(AFTER):
        judges = panel(call, owner)
        calls.hand_over(call, by=owner)
        for each in judges:
            selecting.say_conflicts(call, {}, by=each)
    return judges


def score(nomination: Nomination, judge: Person, points: tuple[int, int] = FULL) -> None:
    keys = [each["key"] for each in nomination.call.rubric.criteria]  # type: ignore[union-attr]  # each call has one
    nomination.call.refresh_from_db()
    selecting.score(nomination, dict(zip(keys, points, strict=True)), "", by=judge)


def decided(nomination: Nomination, seat: Seat | None, reserve: int | None = None) -> None:
    """As a panel leaves it: with a seat, or at a place of the reserve."""
    Place.objects.create(nomination=nomination, seat=seat, reserve=reserve, score=50, rank=1)
    Nomination.objects.filter(pk=nomination.pk).update(state="selected" if seat else "reserve")


def for_long(council: Council, owner: Person, candidate: Person, stands_as: str, proposed_as: str) -> None:
    """A call that is open whenever it is asked for, with two nominations by their keys; and a draft."""
    today = clock.today()
    open_now = {"opens_on": today, "closes_on": today + timedelta(days=30)}
    Term.objects.filter(council=council).update(starts_on=today, ends_on=today + timedelta(days=300))
    call = draft(council, owner, **open_now)
    calls.publish(call, by=owner)
    said = Stands("Candidate", "I want to be heard.")
    Nomination.objects.filter(pk=nominating.stand(call, said, by=candidate).pk).update(key=stands_as)
    nominating.nominate(call, Proposed("kofi@example.org", "We work together.", "Lina"), by=owner)
    call.nominations.filter(state="sent").update(key=proposed_as)
    draft(council, owner, **open_now)
