"""What a council needs next, and when a meeting is, stands in My work of whose turn it is, with its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast, person
from tests.programs.councils import calls as world_of_calls
from tests.programs.councils import meeting, recommending, world
from tests.programs.councils.meeting import DAY, PLANNED, at

from thriving.movement import actions as movement
from thriving.movement.models import Clearance, Person
from thriving.movement.roles import SAFEGUARDING_OFFICER
from thriving.movement.work import waiting_for
from thriving.programs.councils.actions import calls, councils, meetings, minutes
from thriving.programs.councils.models import Council, Membership, Nomination, Term
from thriving.programs.councils.queries import next_meetings

pytestmark = pytest.mark.django_db
OURS = ("councils", "preparing councils", "meetings of councils", "recommendations")


def waits(reader: Person, today: date = world.TODAY) -> list[tuple[str, date | None]]:
    found = waiting_for(Person.objects.get(pk=reader.pk), today)
    return [(each.item.title, each.item.due) for each in found if each.by.name in OURS]


def test_a_council_says_what_it_needs_next_until_it_begins(cast: Cast) -> None:
    with world.on():
        council = world.council(cast.lead)
        assert waits(cast.lead) == [("Adopt a charter", None)]
        councils.adopt_charter(council, "1. We are heard.", by=cast.lead)
        assert waits(cast.lead) == [("Add seats, and a term for which they are given", None)]
        world.term(council), world.seat(council)
        assert waits(cast.lead) == [("Make a rubric", None)]
        calls.make_rubric(council, world_of_calls.CRITERIA, by=cast.lead)
        assert waits(cast.lead) == [("Write a call", None)]
        call = world_of_calls.draft(council, cast.lead)
        assert waits(cast.lead) == [("Open the call", call.opens_on)]
        calls.publish(call, by=cast.lead)
        assert waits(cast.lead) == [("Name the panel of a call", call.closes_on)]
        world_of_calls.panel(call, cast.lead)
        assert waits(cast.lead) == []
        world.member(council, person("ada"))
        assert waits(cast.lead) == [("Let the council begin", world.STARTS)]
        assert waits(cast.other_lead) == []


def test_the_end_of_the_last_term_waits_for_owners(cast: Cast) -> None:
    council = world.council(cast.lead, state="sitting")
    ends_on = world.term(council).ends_on
    assert waits(cast.lead, ends_on - timedelta(days=61)) == []
    assert waits(cast.lead, ends_on - timedelta(days=60)) == [
        ("Add the next term: the last one ends", ends_on)
    ]
    Term.objects.create(council=council, number=2, starts_on=ends_on, ends_on=ends_on + timedelta(days=300))
    assert waits(cast.lead, ends_on) == []


def test_a_free_seat_waits_while_somebody_in_reserve_fits_it(cast: Cast) -> None:
    call = world_of_calls.opened(cast.lead)
    ada, bo = (world_of_calls.stands(call, person(name)) for name in ("ada", "bo"))
    world_of_calls.decided(ada, call.seats.get())
    world_of_calls.decided(bo, None, reserve=1)
    call.state = "decided"
    call.save()
    Council.objects.update(state="sitting")
    with world.on():
        assert [title for title, _due in waits(cast.lead)] == ["Give seats to those who were selected"]
        member = Membership.objects.create(
            council=call.council,
            seat=call.seats.get(),
            term=call.term,
            person=ada.nominee,
            began_on=world.TODAY,
        )
        assert waits(cast.lead) == []
        Membership.objects.filter(pk=member.pk).update(state="resigned")
        assert waits(cast.lead) == [("Give the free seat to who is next in reserve", None)]
        Nomination.objects.filter(pk=bo.pk).update(state="withdrawn")
        assert waits(cast.lead) == []


def test_a_meeting_waits_from_its_plan_to_its_public_minutes(cast: Cast) -> None:
    council = meeting.of_adults(cast)
    member = Person.objects.get(username="member-0")
    found = meeting.planned(cast, council)
    written = DAY + timedelta(days=14)
    with at(PLANNED):
        assert waits(cast.editor) == [("Call the meeting", DAY - timedelta(days=7))]
        assert waits(member) == []
        meetings.call(found, by=cast.editor)
        assert waits(cast.editor) == []
        assert waits(member) == [("Come to the meeting", DAY)]
    with at(DAY, 18):
        assert waits(cast.editor, DAY) == [("Open the meeting", DAY)]
        meetings.open_meeting(found, meeting.everyone(found), by=cast.editor)
        assert waits(cast.editor, DAY) == [("Record that it was held", DAY)]
    with at(DAY, 20):
        meetings.record(found, {}, by=cast.editor)
        assert waits(cast.editor, DAY) == [("Write the minutes", written)]
        minutes.write(found, "We spoke of the river.", language="en", by=cast.editor)
        assert waits(cast.editor, DAY) == [("Record that the council agreed to the minutes", written)]
        assert waits(member, DAY) == [("Read the minutes", written)]
        minutes.agree(found, 1, by=cast.editor)
        assert waits(cast.editor, DAY) == [("Let everybody read the minutes", written)]
        minutes.publish(found, by=cast.editor)
        assert waits(cast.editor, DAY) == waits(member, DAY) == []


def test_whether_one_may_join_a_meeting_is_asked_only_of_those_who_are_expected(cast: Cast) -> None:
    with CaptureQueriesContext(connection) as asked, world.on():
        assert list(next_meetings.to_attend(cast.volunteer)) == []
    (query,) = asked.captured_queries
    assert "councils_membership" not in query["sql"]


def test_an_ended_clearance_waits_for_the_safeguarding_officer(cast: Cast) -> None:
    officer = person("officer")
    with at(PLANNED):
        movement.grant_role(officer, SAFEGUARDING_OFFICER, by="test")
    adults = [meeting.adult(name) for name in ("grown-1", "grown-2")]
    meeting.called(cast, meeting.sitting(cast, "13-15"), *adults)
    with at(PLANNED):
        assert waits(officer) == []
        Clearance.objects.filter(person=adults[0]).update(ended_on=PLANNED)
        assert waits(officer) == [("Clear an adult who is named for a meeting of a council", DAY)]


def test_a_draft_waits_for_its_vote_and_a_promise_for_what_became_of_it(cast: Cast) -> None:
    council = recommending.sitting(cast)
    with at(recommending.ADOPTED):
        recommending.drafted(council, None)
        assert waits(cast.editor) == [("Say who is to answer a draft", None)]
        council.recommendations.all().delete()
        recommending.drafted(council, cast.lead)
        assert waits(cast.editor) == [("Record that the council adopted it", None)]
        found = recommending.adopted(cast, council)
        recommending.answered(cast, found)
        assert waits(cast.lead) == [("Say what became of a recommendation", None)]


def _queries(reader: Person) -> int:
    with CaptureQueriesContext(connection) as asked:
        waits(reader)
    return len(asked)


def test_my_work_asks_as_much_of_three_councils_as_of_one(cast: Cast) -> None:
    def add(key: str) -> Any:
        council = world.council(cast.editor, key)
        with at(PLANNED):
            meetings.plan(council, meeting.EVENING, by=cast.editor)

    add("one")
    once = _queries(cast.editor)
    add("two"), add("three")
    assert _queries(cast.editor) == once
