"""From somebody who looks for support to the plan's number: the whole way, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import places
from tests.conftest import Cast, person
from tests.plan import world as plans
from tests.programs.campaigns import world as campaigns
from tests.programs.events import world as events
from tests.programs.initiatives import world as initiatives

from thriving.evidence.models import Fact
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.plan import actions as plan
from thriving.plan.models import Plan
from thriving.programs.campaigns.models import Campaign
from thriving.programs.events import actions
from thriving.programs.events.models import Event
from thriving.programs.initiatives import actions as offers

FOUND, HELD, AFTER, PUBLISHED = (
    date(2020, 4, 15),
    date(2020, 4, 18),
    date(2020, 4, 20),
    date(2020, 4, 30),
)
LED = f"{plans.KEY}/community-leadership-development"
KEY_RESULT = "/plan/thriving-movement-2019/key-results/leadership-development-framework/"
PAGE = "/events/estuary/"
PAPER = b"name,comes_as,standing\nAwa,organizer,new\nMoussa,affiliate_leader,existing\nFatou,organizer,\n"
CODE = re.compile(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b")


@contextmanager
def at(day: date, hour: int = 12) -> Iterator[None]:
    with clock.stopped_at(datetime.combine(day, time(hour), UTC)):
        yield


def seen(client: Client, address: str) -> str:
    """What the page says, without its tags."""
    response = client.get(address)
    assert response.status_code == 200, address
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(re.sub("[\u2066-\u2069]", "", unescape(text)).split())


def client(reader: Person | None = None) -> Client:
    made = Client()
    if reader:
        made.force_login(reader)
    return made


@pytest.fixture
def organizer(db: None) -> Person:
    return person("oriole", "organizer")


@pytest.fixture
def the_plan(db: None) -> Plan:
    found = plans.loaded()
    places.few()
    return found


@pytest.fixture
def offered(the_plan: Plan) -> None:
    """Two that fit somebody in Tamale, of which one has a title in Dagbani; and one that does not."""
    said = {
        "circle": {"title": Words(en="Writing circle", dag="Sabbu mini karimbu"), "languages": ("dag", "en")},
        "telephone": {"title": Words(en="A mentor on the telephone"), "languages": ("dag", "en")},
        "far": {"title": Words(en="Far from here"), "languages": ("dag",), "countries": ("IN",)},
    }
    with at(FOUND):
        for key, each in said.items():
            told = {"gives": ("mentoring",), "priorities": (LED,), **each}
            offers.publish(offers.propose(initiatives.described(**told), key=key, by="tests"), by="tests")


@pytest.fixture
def event(the_plan: Plan, organizer: Person) -> Event:
    with at(FOUND):
        said = events.planned(sessions=(events.times(HELD),), serves=(LED,))
        found = actions.plan(said, key="estuary", by=organizer)
        actions.choose(found, actions.Chosen(traces=("leadership-tested",)), by=organizer)
        actions.publish(found, by=organizer)
    return found


def register(somebody: Client) -> str:
    """The code for the door, of somebody without an account."""
    said = {"name": "Wunpini", "comes_as": "organizer", "says_new": "on"}
    answer = somebody.post(f"{PAGE}register/", said)
    assert answer.status_code == 302
    code = CODE.search(seen(somebody, answer["Location"]))
    assert code
    return code[0]


def check_in(organizer: Client, code: str) -> None:
    answer = organizer.post(f"{PAGE}door/", {"codes": code.lower()})
    assert f"<bdi>{code}</bdi>: Checked in" in answer.content.decode()


def take_in(organizer: Client, paper: bytes) -> str:
    """The address of the list."""
    brought = organizer.post(f"{PAGE}lists/", {"file": SimpleUploadedFile("paper.csv", paper)})
    assert organizer.post(brought["Location"], {"move": "take_in"}).status_code == 302
    return str(brought["Location"])


def hand_in(organizer: Client) -> None:
    said = {"words": "It went well.", "learned": "Fewer pages, more time.", "hand_in": "1"}
    assert organizer.post(f"{PAGE}report/write/", said).status_code == 302


def counted(reader: Client, dates: str = "") -> int:
    """What the key result's page says to this reader."""
    found = re.search(r"(\d+) of at least 150 organizers", seen(reader, f"{KEY_RESULT}{dates}"))
    assert found
    return int(found[1])


def behind(reader: Client) -> str:
    """The address to which the number opens."""
    link = re.search(r'href="(/evidence/people-[^"]+)"', reader.get(KEY_RESULT).content.decode())
    assert link
    return unescape(link[1])


def engaged() -> set[tuple[str, date]]:
    """Who stands behind the number in the ledger, each with the day."""
    found = Fact.objects.filter(kind="leadership.engaged", superseded_number=None)
    return set(found.values_list("subject", "occurred_on"))


@pytest.mark.usefixtures("offered")
def test_somebody_in_tamale_finds_two_with_their_reasons() -> None:
    with at(FOUND):
        page = seen(client(), "/find/?need=mentoring&where=country:GH&language=dag")
        assert "2 of 3" in page
        assert "in your language, Dagbani" in page
        assert "for your country, Ghana" in page
        assert "Sabbu mini karimbu" in page
        assert "in English · offers: Mentoring" in page
        assert "Far from here" not in page
        assert "Sabbu mini karimbu" in seen(client(), "/initiatives/circle/")


def test_what_people_did_is_what_the_plan_counts(event: Event, organizer: Person, cast: Cast) -> None:
    newcomer, at_the_door, lead = client(), client(organizer), client(cast.lead)
    with at(FOUND):
        assert counted(lead) == 0
        code = register(newcomer)
        assert b"BEGIN:VEVENT" in newcomer.get(f"{PAGE}event.ics").content
    with at(HELD):
        check_in(at_the_door, code)
        assert counted(lead) == 1
    with at(AFTER):
        actions.pass_time(event, by="thriving work")
        take_in(at_the_door, PAPER)
        assert "Participants 4" in seen(at_the_door, f"{PAGE}report/write/")
        assert counted(lead) == 1 + 3 + 1  # whoever organizes it takes part, too
        opened = lead.get(behind(lead)).content.decode()
        assert "5 records stand behind it, and you can open them all." in seen(lead, behind(lead))
        assert opened.count(f'href="{PAGE}"') == 5
    people = {*event.registrations.values_list("subject", flat=True), organizer.key}
    assert engaged() == {(each, HELD) for each in people}


def test_everybody_reads_the_report_and_the_published_number(
    event: Event, organizer: Person, cast: Cast
) -> None:
    at_the_door, visitor = client(organizer), client()
    with at(AFTER):
        actions.pass_time(event, by="thriving work")
        assert f"Report on: {event.title}" in seen(at_the_door, "/my-work/")
        take_in(at_the_door, PAPER)
        hand_in(at_the_door)
        assert "Fewer pages, more time." in seen(visitor, f"{PAGE}report/")
        assert "Report on" not in seen(at_the_door, "/my-work/")
    with at(PUBLISHED):
        plan.publish_release(Plan.objects.get(), on=PUBLISHED, by="tests")
        assert counted(visitor) == 4
        assert "It is made of 4 records. You cannot open them" in seen(visitor, behind(visitor))


def test_what_is_taken_back_is_counted_no_longer_and_stays_known(
    event: Event, organizer: Person, cast: Cast
) -> None:
    at_the_door, lead = client(organizer), client(cast.lead)
    with at(AFTER):
        actions.pass_time(event, by="thriving work")
        address = take_in(at_the_door, PAPER)
        assert counted(lead) == 4
    with at(PUBLISHED):
        assert at_the_door.post(address, {"move": "undo"}).status_code == 302
        assert counted(lead) == 1
        assert counted(lead, f"?on={AFTER}&known={AFTER}") == 4


def test_a_lead_makes_a_campaign_of_the_box_in_another_region(organizer: Person, cast: Cast) -> None:
    places.few()
    campaigns.version(organizer)
    lead = client(cast.other_lead)
    told = {
        "key": "rivers",
        "title_en": "Rivers",
        "starts_on": "2026-05-04",
        "countries": "IN",
        "goal_rule": "all",
    }
    with campaigns.on(campaigns.PLANNED_ON):
        assert lead.post("/boxes/kit/use/", told).status_code == 302
        assert "Book the room" in seen(lead, "/campaigns/rivers/whole/kit/")
        assert "20 April 2026" in seen(lead, "/campaigns/rivers/whole/kit/")  # two weeks before its first day
        assert client().get("/campaigns/rivers/").status_code == 404
        assert lead.post("/campaigns/rivers/step/publish/").status_code == 302
        assert "Rivers" in seen(client(), "/boxes/kit/")
    made = Campaign.objects.get()
    assert made.box_version
    assert made.box_version.box.key == "kit"
