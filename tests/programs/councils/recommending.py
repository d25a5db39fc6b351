"""A council at work with three members, what it recommends, and somebody who is to answer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from tests.conftest import Cast, person
from tests.programs.councils import world

from thriving.kernel import clock
from thriving.movement.models import Audience, Person, RoleHolding
from thriving.programs.councils.actions import answers, meetings
from thriving.programs.councils.actions import recommendations as actions
from thriving.programs.councils.actions.answers import Told
from thriving.programs.councils.actions.meetings import When
from thriving.programs.councils.actions.recommendations import Vote, Written
from thriving.programs.councils.models import Council, Recommendation
from thriving.programs.councils.queries.recommendations import who_can_answer

ADOPTED = date(2026, 3, 2)
DUE = ADOPTED + timedelta(days=60)
PRIORITY = "thriving-movement-2019/community-leadership-development"
LEADERS = f"priority:{PRIORITY}"
REASON = "We will pay for it from July on."


@contextmanager
def at(day: date, hour: int = 12, minute: int = 0) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)):
        yield


def sitting(cast: Cast, key: str = "river") -> Council:
    """Run by the editor; three members sit on it."""
    council = world.council(cast.editor, key, state="sitting")
    world.term(council, ends=date(2090, 1, 1))
    for number in range(3):
        world.member(council, person(f"{key}-member-{number}"))
    return council


def members(council: Council) -> list[Person]:
    return [each.person for each in council.memberships.select_related("person") if each.person]


def holding(of: Person) -> RoleHolding:
    """Of somebody whose name everybody may read: nobody else is asked."""
    Person.objects.filter(pk=of.pk).update(name_shown_to=Audience.EVERYONE)
    return who_can_answer().get(person=of)


def written(to: Person | None, **otherwise: Any) -> Written:
    told = {"title": "Let us travel", "text": "Pay for a guardian’s ticket too.", "language": "en"}
    return Written(**{**told, "to": holding(to).pk if to else None, **otherwise})


def drafted(council: Council, to: Person | None, **otherwise: Any) -> Recommendation:
    return actions.draft(council, written(to, **otherwise), by=members(council)[0])


def adopted(
    cast: Cast, council: Council | None = None, on: date = ADOPTED, **otherwise: Any
) -> Recommendation:
    """By a vote in writing: two for it, one against."""
    with at(on):
        made = drafted(council or sitting(cast), cast.lead, **otherwise)
        actions.adopt(made, Vote(2, 1), by=cast.editor)
    return made


def answered(cast: Cast, found: Recommendation, kind: str = "accepted", **otherwise: Any) -> None:
    answers.answer(found, Told(kind, REASON, "en", **otherwise), by=cast.lead)


def one_open_and_a_draft(council: Council, cast: Cast) -> None:
    """Of a council that the lead runs: the other lead is to answer the first; a meeting is planned."""
    council.state = "sitting"
    council.save(update_fields=["state"])
    day = clock.today() + timedelta(days=7)
    meetings.plan(council, When(day, time(18), time(19), "UTC"), by=cast.lead)
    first = actions.draft(council, written(cast.other_lead), by=cast.lead)
    actions.adopt(first, Vote(1), by=cast.lead)
    actions.draft(council, written(cast.other_lead), by=cast.volunteer)
