"""From somebody who looks for support to the plan's number: the whole way, on a phone, in two languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import pytest
from django.test import Client
from django.utils.translation import gettext, override
from icalendar import Calendar
from playwright.sync_api import Locator, Page
from tests import places
from tests.conftest import Cast, person
from tests.plan import world as plans
from tests.programs.campaigns import world as campaigns
from tests.programs.events import world as events
from tests.programs.initiatives import world as initiatives
from tests.whole.browsing import Watched, overflow
from tests.whole.conftest import Browse

from thriving.evidence.models import Fact
from thriving.evidence.shipped import define as define_shipped_measures
from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.plan import actions as plan
from thriving.plan.models import Plan
from thriving.programs.campaigns import actions as runs
from thriving.programs.campaigns.models import BoxVersion, Contribution
from thriving.programs.events import actions
from thriving.programs.events.models import Event
from thriving.programs.initiatives import actions as offers
from thriving.ui import cldr

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FOUND, HELD, AFTER, PUBLISHED = (
    date(2020, 4, 15),
    date(2020, 4, 18),
    date(2020, 4, 20),
    date(2020, 4, 30),
)
LED = f"{plans.KEY}/community-leadership-development"
KEY_RESULT = "/plan/thriving-movement-2019/key-results/leadership-development-framework/"
FIND = "/find/?need=mentoring&where=country:GH&language=dag"
IN_DAGBANI, MEETING_IN_DAGBANI = "Sabbu mini karimbu", "Sabbu mini karimbu, Asibiti"
PAGE = "/events/saturday/"
PAPER = "name,comes_as,standing\nAwa,{first},new\nMoussa,affiliate_leader,existing\nFatou,organizer,\n"
RECORDED = "user,what,name,done,on\n" + "".join(
    f"Sample {number},oral_history,Song {number},recorded,2020-04-18\n" for number in range(1, 16)
)
CODE = re.compile(r"\b[A-Z0-9]{3}-[A-Z0-9]{3}\b")
PRIVATE = re.compile(r"https?://[^/\s]+(/events/mine/\S+?/)(?=\s|$)")


COMES = actions.Wishes(comes_as="organizer")


@contextmanager
def at(day: date, hour: int = 12) -> Iterator[None]:
    with clock.stopped_at(datetime.combine(day, time(hour), UTC)):
        yield


@dataclass(frozen=True)
class Walk:
    """Somebody's way through the site on a phone; what is pressed is named in their language."""

    watched: Watched
    language: str

    @property
    def page(self) -> Page:
        return self.watched.page

    def say(self, message: str) -> str:
        with override(self.language):
            return gettext(message)

    def number(self, value: int) -> str:
        with override(self.language):
            return str(cldr.number(value))

    def called(self, language: str) -> str:
        with override(self.language):
            return str(cldr.language_name(language))

    def go(self, address: str) -> str:
        """Open a page; what it says."""
        answer = self.page.goto(self.watched.origin + address)
        assert answer is not None
        assert answer.status == 200, address
        return self.text()

    def text(self) -> str:
        """What the page says, without the signs around names; it never scrolls sideways."""
        assert overflow(self.page) == 0, self.page.url
        said = self.page.locator("main").inner_text()
        return " ".join(re.sub("[\u2066-\u2069]", "", said).split())

    def follow(self, address: str) -> str:
        """Press the link that leads there."""
        with self.page.expect_navigation():
            self.page.locator(f'main a[href^="{address}"]').first.click()
        return self.text()

    def fill(self, **values: str) -> None:
        for name, value in values.items():
            field = self.field(name)
            if field.evaluate("each => each.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)

    def field(self, name: str) -> Locator:
        return self.page.locator(f'main [name="{name}"]')

    def tick(self, name: str, value: str) -> None:
        self.page.locator(f'main [name="{name}"][value="{value}"]').check()

    def bring(self, text: str) -> None:
        """Choose a file in the form."""
        file = {"name": "paper.csv", "mimeType": "text/csv", "buffer": text.encode()}
        self.page.locator('main input[type="file"]').set_input_files(file)

    def send(self) -> str:
        """What the form is for."""
        with self.page.expect_navigation():
            self.page.locator("main form .cdx-button--weight-primary").last.click()
        return self.text()

    def press(self, message: str) -> str:
        """The button or link of that name, and what the next page says."""
        name = self.say(message)
        button = self.page.locator("main").get_by_role("button", name=name, exact=True)
        with self.page.expect_navigation():
            button.or_(self.page.locator("main").get_by_role("link", name=name, exact=True)).first.click()
        return self.text()


@pytest.fixture
def the_plan(db: None) -> Plan:
    found = plans.loaded()
    places.few()
    define_shipped_measures(by="tests")
    return found


@pytest.fixture
def organizer(db: None) -> Person:
    return person("oriole", "organizer")


@pytest.fixture
def offered(the_plan: Plan) -> None:
    """Two that fit somebody in Tamale, of which one has a title in Dagbani; and one that does not."""
    said = {
        "circle": {"title": Words(en="Writing circle", dag=IN_DAGBANI), "languages": ("dag", "en")},
        "telephone": {"title": Words(en="A mentor on the telephone"), "languages": ("dag", "en")},
        "far": {"title": Words(en="Far from here"), "languages": ("dag",), "countries": ("IN",)},
    }
    with at(FOUND):
        for key, each in said.items():
            told = {"gives": ("mentoring",), "priorities": (LED,), **each}
            offers.publish(offers.propose(initiatives.described(**told), key=key, by="tests"), by="tests")


@pytest.fixture
def event(offered: None, organizer: Person) -> Event:
    """A Saturday of the circle; two who have no telephone are registered already."""
    told = {
        "title": Words(en="A Saturday of writing", dag=MEETING_IN_DAGBANI),
        "sessions": (events.times(HELD),),
        "serves": (LED,),
        "initiative": "circle",
    }
    with at(FOUND):
        found = actions.plan(events.planned(**told), key="saturday", by=organizer)
        actions.choose(found, actions.Chosen(traces=("leadership-tested",)), by=organizer)
        actions.publish(found, by=organizer)
        for _each in range(2):
            actions.register_without_account(found, COMES)
    return found


def counted(reader: Person | None, dates: str = "") -> int:
    """What the key result's page says to this reader."""
    found = re.search(r"(\d+) of at least 150 organizers", _text(reader, f"{KEY_RESULT}{dates}"))
    assert found
    return int(found[1])


def numbers(lead: Person) -> tuple[int, ...]:
    """People of the plan's key result, campaigns and places made from a box, and things contributed to."""
    pages = (_text(lead, f"/evidence/{measure}/") for measure in ("uses-of-boxes", "things-enriched"))
    found = [re.search(r"(\d+) What had happened by", " ".join(page.split())) for page in pages]
    return (counted(lead), *(int(each[1]) for each in found if each))


def _text(reader: Person | None, address: str) -> str:
    client = Client()
    if reader:
        client.force_login(reader)
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub("<[^>]+>|[\u2066-\u2069]", "", answer.content.decode())


def register(newcomer: Walk) -> tuple[str, str]:
    """Code for the door, and the private page that the letter names."""
    newcomer.press("Register")
    newcomer.fill(name="Wunpini", email="wunpini@example.org")
    newcomer.tick("comes_as", "organizer")
    newcomer.press("Register")
    letter = Mail.objects.get(address="wunpini@example.org")
    assert letter.language == newcomer.language
    code, link = CODE.search(letter.text), PRIVATE.search(letter.text)
    assert code
    assert link
    return code[0], link[1]


def calendar_entry(newcomer: Walk) -> Calendar:
    """As the phone's calendar would take it."""
    link = newcomer.page.get_by_role("link", name=newcomer.say("Put it into my calendar"))
    answer = newcomer.page.request.get(newcomer.watched.origin + str(link.get_attribute("href")))
    assert answer.headers["content-type"].startswith("text/calendar")
    return Calendar.from_ical(answer.body())


def check_in(organizer: Walk, codes: list[str]) -> None:
    organizer.fill(codes="\n".join(each.lower() for each in codes))
    organizer.page.get_by_role("button", name=organizer.say("Check them in")).click()
    organizer.page.wait_for_function(
        "count => document.querySelectorAll('[data-part=\"last\"] li').length >= count", arg=len(codes)
    )


def take_in(organizer: Walk, paper: str) -> str:
    organizer.bring(paper)
    return organizer.press("Look at the list")


def engaged() -> set[tuple[str, date]]:
    """Who stands behind the number in the ledger, each with the day."""
    found = Fact.objects.filter(kind="leadership.engaged", superseded_number=None)
    return set(found.values_list("subject", "occurred_on"))


def find(newcomer: Walk) -> None:
    """Two fit, each with its reasons; the one that has words in Dagbani is read in them, with its event."""
    found = newcomer.go(FIND)
    titles = newcomer.page.locator(".th-results h3")
    assert set(titles.all_inner_texts()) == {IN_DAGBANI, "A mentor on the telephone"}
    assert titles.locator("[lang=dag]").count() == 1
    reason = newcomer.say("in your language, %(language)s")
    assert found.count(reason % {"language": newcomer.called("dag")}) == 2
    newcomer.follow("/initiatives/circle/")
    assert newcomer.page.locator("h1").inner_text() == IN_DAGBANI
    newcomer.follow(PAGE)
    assert newcomer.page.locator("h1").inner_text() == MEETING_IN_DAGBANI


def bring_paper(runs_it: Walk) -> str:
    """First with a wrong row, then mended; the address of the list that was taken in."""
    runs_it.go(f"{PAGE}participants/")
    runs_it.press("Bring a list in")
    assert "chief" in take_in(runs_it, PAPER.format(first="chief"))
    assert runs_it.page.get_by_role("button", name=runs_it.say("Take the list in")).count() == 0
    runs_it.go(f"{PAGE}lists/")
    take_in(runs_it, PAPER.format(first="organizer"))
    runs_it.press("Take the list in")
    return runs_it.page.url.removeprefix(runs_it.watched.origin)


def report(runs_it: Walk, people: int) -> None:
    """It says already who came; learning is what the organizer adds."""
    runs_it.go("/my-work/")
    told = runs_it.follow(f"{PAGE}report/write/")
    assert f"{runs_it.say('Participants')} {runs_it.number(people)}" in told
    runs_it.fill(learned="Fewer pages, more time.")
    runs_it.press("Hand it in")
    runs_it.go("/my-work/")
    assert runs_it.page.locator(f'main a[href="{PAGE}report/write/"]').count() == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_newcomer_finds_comes_and_is_counted(
    browse: Browse, event: Event, organizer: Person, cast: Cast, language: str
) -> None:
    newcomer = Walk(browse(language=language, width=390), language)
    with at(FOUND):
        find(newcomer)
        code, private = register(newcomer)
        assert code in newcomer.go(private)
        [entry] = calendar_entry(newcomer).walk("VEVENT")
        assert (entry["DTSTART"].dt, "Library, room 3" in entry["LOCATION"]) == (event.starts_at, True)
        assert counted(cast.lead) == 0
    runs_it = Walk(browse(language=language, width=390, person=organizer), language)
    with at(HELD):
        runs_it.go(PAGE)
        runs_it.press("At the door")
        check_in(runs_it, [code])
        assert newcomer.say("You were there. Thank you!") in newcomer.go(private)
        check_in(runs_it, [each.written_code for each in event.registrations.filter(email="")])
        assert counted(cast.lead) == 3
    with at(AFTER):
        actions.pass_time(event, by="thriving work")
        brought = bring_paper(runs_it)
        report(runs_it, people=6)
        assert "Fewer pages, more time." in newcomer.go(f"{PAGE}report/")
        assert counted(cast.lead) == 7  # whoever organizes it takes part, too
        people = {*event.registrations.values_list("subject", flat=True), organizer.key}
        assert engaged() == {(each, HELD) for each in people}
    with at(PUBLISHED):
        runs_it.go(brought)
        runs_it.press("Undo")
        assert counted(cast.lead) == 4
        assert counted(cast.lead, f"?on={AFTER}&known={AFTER}") == 7
        plan.publish_release(Plan.objects.get(), on=PUBLISHED, by="tests")
        assert counted(None) == 4


@pytest.fixture
def box(the_plan: Plan, organizer: Person) -> BoxVersion:
    with at(FOUND):
        made = runs.make_box(Words(en="A kit"), Words(en="For markets."), key="kit", by=organizer, days=28)
        runs.write_box_piece(made, "task", "room", campaigns.CHECK, by=organizer)
        return runs.publish_version(made, changes=Words(), by=organizer)


def plan_event(lead: Walk) -> None:
    lead.go("/events/new/")
    lead.fill(title_en="Singing", text_en="Bring a song.", policy_en="Be kind.", safety_contact="030 111")
    lead.fill(country="IN", place="Silchar", time_zone="Asia/Kolkata", key="singing")
    lead.fill(day_0=str(HELD), begins_0="10:00", ends_0="12:00")
    lead.send()
    lead.go("/events/singing/admission/")
    lead.tick("traces", "leadership-tested")
    lead.send()
    lead.go("/events/singing/steps/publish/")
    lead.send()
    lead.go("/campaigns/rivers/silchar/events/")
    lead.press("Put it in")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_lead_runs_a_campaign_from_the_box_elsewhere(
    browse: Browse, box: BoxVersion, cast: Cast, language: str
) -> None:
    lead = Walk(browse(language=language, width=390, person=cast.lead), language)
    with at(FOUND):
        assert numbers(cast.lead) == (0, 0, 0)
        lead.go("/boxes/kit/")
        lead.press("Make a campaign from it")
        lead.fill(title_en="Rivers", key="rivers", starts_on=str(HELD), countries="IN")
        lead.send()
        lead.go("/campaigns/rivers/step/publish/")
        lead.send()
        assert "Rivers" in lead.go("/boxes/kit/")
        assert "Book the room" in lead.go("/campaigns/rivers/whole/kit/")
        lead.go("/campaigns/rivers/add/")
        lead.fill(title_en="Silchar", key="silchar", country="IN")
        lead.send()
        lead.go("/campaigns/rivers/silchar/step/join/")
        lead.send()
        plan_event(lead)
        singing = Event.objects.get(key="singing")
        people = [actions.register_without_account(singing, COMES) for _each in range(3)]
        assert numbers(cast.lead) == (0, 2, 0)
    with at(HELD, hour=6):
        lead.go("/events/singing/door/")
        check_in(lead, [each.written_code for each in people])
        assert numbers(cast.lead) == (3, 2, 0)
    with at(AFTER):
        runs.pass_time(singing.campaign_link.campaign, by="thriving work")
        actions.pass_time(singing, by="thriving work")
        lead.go("/campaigns/rivers/silchar/contributions/list/")
        lead.bring(RECORDED)
        lead.send()
        lead.send()
        runs.confirm(Contribution.objects.all(), by=cast.other_lead)
        assert numbers(cast.lead) == (4, 2, 15)  # whoever organizes it takes part, too
        lead.go(KEY_RESULT)
        opened = lead.follow("/evidence/people-")
        assert lead.number(4) in opened
        assert lead.page.locator('main a[href="/events/singing/"]').count() == 4
        lead.go("/evidence/uses-of-boxes/")
        assert lead.page.locator('main a[href="/campaigns/rivers/"]').count() == 2
