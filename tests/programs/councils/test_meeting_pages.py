"""The pages of meetings: minutes for everybody, how to join for those who are expected."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.conftest import Cast, person
from tests.programs.councils import meeting as world
from tests.programs.councils import world as councils

from thriving.kernel import access, files
from thriving.movement.actions.minors import state_band
from thriving.movement.models import Clearance
from thriving.programs.councils.actions import meetings as actions
from thriving.programs.councils.actions import minutes
from thriving.programs.councils.models import Attendance, Meeting

pytestmark = pytest.mark.django_db

LIST = "/councils/river/meetings/"
FIRST = f"{LIST}1/"


def seen(client: Client, address: str = FIRST) -> str:
    page = client.get(address).content.decode().replace("<bdi>", "").replace("</bdi>", "")
    return " ".join(page.split())


def published(cast: Cast) -> Meeting:
    meeting = world.held(
        cast, world.sitting(cast, "13-15", "25-", "25-"), world.adult("ama"), world.adult("kofi")
    )
    written = minutes.write(meeting, "We spoke of travel.", language="en", by=cast.editor)
    minutes.agree(meeting, written.number, by=cast.editor)
    minutes.publish(meeting, by=cast.editor)
    return meeting


def test_how_to_join_is_for_those_who_are_expected(client: Client, cast: Cast) -> None:
    council = world.of_adults(cast)
    world.called(cast, council)
    for reader in (None, cast.volunteer, cast.lead, cast.operator):
        if reader:
            client.force_login(reader)
        assert client.get(FIRST).status_code == 404 == client.get(f"{LIST}9/").status_code
        assert client.get(f"{LIST[:-1]}.json").json()["rows"] == []
    client.force_login(world.members(council)[0])
    assert "code 2231" in seen(client)


def test_a_planned_meeting_is_not_told_to_members(client: Client, cast: Cast) -> None:
    council = world.of_adults(cast)
    world.planned(cast, council)
    client.force_login(world.members(council)[0])
    assert client.get(FIRST).status_code == 404


def test_who_left_the_council_does_not_join(client: Client, cast: Cast) -> None:
    council = world.of_adults(cast)
    world.called(cast, council)
    member = world.members(council)[0]
    client.force_login(member)
    assert "code 2231" in seen(client)
    council.memberships.filter(person=member).update(state="removed")
    assert client.get(FIRST).status_code == 404


@pytest.mark.parametrize("why", ["says so", "consent"])
def test_a_minor_for_whom_nobody_agrees_joins_nothing_and_is_named_to_nobody(
    client: Client, cast: Cast, why: str
) -> None:
    council = world.sitting(cast, "13-15", "25-", "25-")
    world.called(cast, council, world.adult("ama"), world.adult("kofi"))
    minor, other, fellow = world.members(council)
    client.force_login(fellow)
    assert "Member-0" in seen(client)
    if why == "consent":
        world.takes_back(minor)
    else:
        state_band(minor := other, "16-17", by=minor)
    assert minor.name not in seen(client)
    client.force_login(minor)
    assert client.get(FIRST).status_code == 404
    assert client.post(f"{FIRST}naming/", {"yes": "yes"}).status_code == 404


def test_a_seat_for_a_term_to_come_joins_the_meetings_of_that_term_alone(client: Client, cast: Cast) -> None:
    council = world.of_adults(cast)
    world.called(cast, council)
    next_term = councils.term(council, 2, world.DAY, world.FAR)
    councils.member(council, new := world.of_age(person("new"), "25-"), term=next_term)
    with world.at(world.PLANNED):
        client.force_login(new)
        assert "code 2231" in seen(client)
        assert not access.may(new, "sit_on_council", council)
        next_term.starts_on = world.DAY + timedelta(days=1)
        next_term.save()
        assert client.get(FIRST).status_code == 404


def test_only_the_cleared_and_the_council_read_how_a_minor_is_called(client: Client, cast: Cast) -> None:
    council = world.sitting(cast, "13-15", "25-", "25-")
    world.called(cast, council, world.adult("ama"), world.adult("kofi"))
    client.force_login(cast.editor)
    assert "Member-0" in seen(client)
    Clearance.objects.filter(person=cast.editor).delete()
    page = seen(client)
    assert "needs a valid clearance" in page
    assert "Member-" not in page
    assert "2231" not in page
    for step in ("open", "record", "release", "move", "call-off"):
        assert client.get(f"{FIRST}{step}/").status_code == 404


def test_an_adult_says_from_their_own_page_that_they_are_here(client: Client, cast: Cast) -> None:
    ama = world.adult("ama")
    meeting = world.called(cast, world.sitting(cast, "13-15", "25-", "25-"), ama, world.adult("kofi"))
    client.force_login(ama)
    with world.at(world.PLANNED):
        assert "I am here" not in seen(client)
    with world.at(world.DAY, 18):
        assert "I am here" in seen(client)
        client.post(f"{FIRST}here/")
        assert "You said that you are here." in seen(client)
        client.force_login(world.members(meeting.council)[1])
        client.post(f"{FIRST}here/")
    assert list(meeting.attendances.filter(presence="present")) == [meeting.attendances.get(person=ama)]


def test_who_was_there_takes_their_name_back_after_leaving(client: Client, cast: Cast) -> None:
    meeting = published(cast)
    member = world.members(meeting.council)[1]
    client.force_login(member)
    client.post(f"{FIRST}naming/", {"yes": "yes"})
    meeting.council.memberships.filter(person=member).update(state="resigned")
    assert "Do not name me" in seen(client)
    client.post(f"{FIRST}naming/", {"yes": "no"})
    assert "Member-1" not in seen(Client())


def test_everybody_reads_agreed_minutes_and_no_names(client: Client, cast: Cast) -> None:
    meeting = published(cast)
    page = seen(client)
    assert "We spoke of travel." in page
    assert meeting.minutes.get().digest in page
    assert "3 members" in page
    assert "Member-" not in page
    assert "2231" not in page


def test_who_agreed_is_named_and_a_minor_never(client: Client, cast: Cast) -> None:
    published(cast)
    for each in Attendance.objects.all():
        client.force_login(each.person)
        client.post(f"{FIRST}naming/", {"yes": "yes"})
    page = seen(Client())
    assert "Member-1" in page
    assert "Member-0" not in page


def test_a_stranger_names_nobody(client: Client, cast: Cast) -> None:
    published(cast)
    client.force_login(cast.volunteer)
    assert client.post(f"{FIRST}naming/", {"yes": "yes"}).status_code == 404


def test_the_page_says_what_is_missing_and_whose_it_is(client: Client, cast: Cast) -> None:
    world.planned(cast, world.sitting(cast, "13-15"))
    client.force_login(cast.editor)
    assert "two adults must be named" in seen(client)
    assert "Those who run the council name them." in seen(client)
    refused = client.post(f"{FIRST}call/")
    assert refused.status_code == 422
    assert Meeting.objects.get().state == "planned"


def test_a_meeting_is_run_through_its_pages(client: Client, cast: Cast) -> None:
    world.of_adults(cast)
    client.force_login(cast.editor)
    when = {"day": "2026-03-16", "begins": "18:00", "ends": "19:30", "time_zone": "Africa/Accra"}
    with world.at(world.PLANNED):
        assert (
            client.post(f"{LIST}new/", {**when, "how_to_join": "Room 4", "state": "held"}).status_code == 302
        )
        paper = SimpleUploadedFile("budget.pdf", b"%PDF-1.4 a budget")
        client.post(f"{FIRST}agenda/", {"title": "<b>Money</b>", "paper": paper})
        assert client.post(f"{FIRST}call/").status_code == 302
    meeting = Meeting.objects.get()
    with world.at(world.DAY, 18):
        client.post(f"{FIRST}open/", {"present": sorted(world.everyone(meeting))})
    with world.at(world.DAY, 20):
        came = {f"of_{pk}": "present" for pk in world.everyone(meeting)}
        assert client.post(f"{FIRST}record/", came).status_code == 302
        vote = {"text": "We go.", "votes_for": 2, "votes_against": 1, "abstained": 0}
        assert client.post(f"{FIRST}decide/", vote).status_code == 302
    assert "&lt;b&gt;Money" in seen(client)
    assert "2 for it, 1 against, 0 abstained." in seen(client)


def test_a_paper_is_for_those_who_are_expected_and_only_as_it_was(client: Client, cast: Cast) -> None:
    council = world.of_adults(cast)
    meeting = world.planned(cast, council)
    paper = ContentFile(b"%PDF-1.4 a budget", name="budget.pdf")
    item = actions.put_on_agenda(meeting, "Money", paper=paper, by=cast.editor)
    address = f"{FIRST}papers/{item.pk}/"
    client.force_login(cast.volunteer)
    assert client.get(address).status_code == 404
    client.force_login(cast.editor)
    assert paper_of(client, address).startswith(b"%PDF")
    assert item.paper
    files.path_of(item.paper.key).write_bytes(b"%PDF-1.4 another budget")
    assert client.get(address).status_code == 404
    assert "was swapped" in seen(client)


def paper_of(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # of a file


def test_a_time_that_no_clock_shows_gets_a_sentence(client: Client, cast: Cast) -> None:
    world.of_adults(cast)
    client.force_login(cast.editor)
    when = {"day": "2026-03-29", "begins": "02:30", "ends": "04:00", "time_zone": "Europe/Berlin"}
    with world.at(world.PLANNED):
        page = client.post(f"{LIST}new/", {**when, "how_to_join": "Room 4"})
    assert page.status_code == 422
    assert "put forward" in page.content.decode()
    assert "Room 4" in page.content.decode()


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_lists_cost_the_same_with_one_and_three(client: Client, cast: Cast) -> None:
    council = world.of_adults(cast)
    meeting = world.planned(cast, council)
    actions.expect(meeting, cast.volunteer, "observer", by=cast.editor)
    client.force_login(cast.editor)
    client.get(LIST)
    one = [queries_of(client, LIST), queries_of(client, FIRST)]
    for number in range(2):
        world.planned(cast, council)
        actions.expect(meeting, person(f"observer-{number}"), "observer", by=cast.editor)
    assert [queries_of(client, LIST), queries_of(client, FIRST)] == one
