"""Agreements, positions, capacity and councils, each walked through on a phone, in two languages."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import Page
from tests.conftest import person
from tests.plan import world as plans
from tests.programs.capacity import world as capacity
from tests.programs.councils import recommending as councils
from tests.programs.councils import world as world_of_councils
from tests.programs.exchange import world as exchange
from tests.programs.initiatives import world as initiatives
from tests.programs.partnerships import world as partnerships
from tests.programs.positions import world as positions
from tests.whole.browsing import Way, look_at
from tests.whole.conftest import Browse

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.movement.naming import region_name
from thriving.programs.councils.actions import recommendations
from thriving.programs.councils.actions.recommendations import Vote
from thriving.programs.partnerships.models import Partnership
from thriving.programs.positions import actions as position_actions
from thriving.programs.positions.models import Position
from thriving.ui import cldr

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
PHONE = 390
WITH_A_LIAISON = (positions.LATIN, positions.AFRICA, positions.SOUTH, positions.MIDDLE)
GAPS = (positions.EAST, positions.CENTRAL)
REGIONS_RESULT = f"/plan/{plans.KEY}/key-results/{positions.LIAISONS}/"


@pytest.fixture
def lead_of_diversity(db: None) -> Person:
    """Four regions have their liaison; in two, somebody is looked for."""
    plans.loaded()
    lead = person("dina", f"program_lead priority:{plans.KEY}/movement-diversity")
    for region in WITH_A_LIAISON:
        positions.filled(lead, region)
    for region in GAPS:
        positions.opened(lead, region, date(2020, 6, 1))
    return lead


@LANGUAGES
def test_a_lead_sees_four_chips_and_two_gaps_with_the_open_positions_behind_them(
    browse: Browse, lead_of_diversity: Person, language: str
) -> None:
    with plans.at(date(2020, 6, 30)), override(language):
        watched = browse(language=language, width=PHONE, person=lead_of_diversity)
        page = look_at(watched, REGIONS_RESULT, Way(PHONE), Way(PHONE, dark=True))
        chips = {each: page.locator(f"#{each}") for each in (*WITH_A_LIAISON, *GAPS)}
        for region, chip in chips.items():
            assert region_name(region) in chip.inner_text()
        assert [gettext("at work") in chips[each].inner_text() for each in WITH_A_LIAISON] == [True] * 4
        assert [gettext("nobody yet") in chips[each].inner_text() for each in GAPS] == [True] * 2
        # Without a script too, the way goes on to the open position.
        plain = browse(language=language, width=PHONE, person=lead_of_diversity, script=False)
        behind = plain.go(REGIONS_RESULT, until="load").locator(f"#{GAPS[0]} a")
        assert behind.count() == 1
        behind.click()
        assert plain.page.url.endswith(f"/positions/liaison-{GAPS[0]}/")
        assert gettext("Say that somebody has begun work") in plain.page.locator("main").inner_text()
        position = Position.objects.get(region=GAPS[0])
        position_actions.fill(position, first_day=date(2020, 6, 29), by=lead_of_diversity)
        now = watched.go(REGIONS_RESULT, until="load").locator(f"#{GAPS[0]}").inner_text()
        assert gettext("at work") in now
        assert len(re.findall(gettext("nobody yet"), page.locator(".th-coverage").inner_text())) == 1


ARCHIVES = "/partnerships/archives/"
RESEARCH = f"{ARCHIVES}streams/stream-1/"


@pytest.fixture
def lead_of_content(db: None) -> Person:
    """An agreement is ready whose first clause rests on a finding; another finding is not used."""
    plans.loaded()
    lead = person("caro", f"program_lead priority:{plans.KEY}/diverse-content")
    archives = partnerships.partnership(partnerships.partner(lead), lead)
    stream = partnerships.stream(archives, lead)
    partnerships.found(stream, lead)
    partnerships.found(stream, lead, title=Words(en="Tapes decay first"))
    partnerships.ready(archives, lead, ("stream-1/1",), ())
    return lead


@LANGUAGES
def test_a_partnership_shows_which_finding_each_clause_rests_on(
    browse: Browse, lead_of_content: Person, language: str
) -> None:
    with override(language):
        page = look_at(browse(language=language, width=PHONE), ARCHIVES, Way(PHONE), Way(PHONE, dark=True))
        first, second = (page.locator(f"#clause-{number}") for number in "12")
        assert gettext("Rests on:") in first.inner_text()
        assert "Small archives describe well" in first.inner_text()
        assert gettext("rests on nothing") in second.inner_text()
        assert "Tapes decay first" in page.locator("section[aria-labelledby=unused]").inner_text()
        first.get_by_role("link").click()
        assert page.url.endswith(f"{RESEARCH}#finding-1")
        assert gettext("Clauses that name it:") in page.locator("#finding-1").inner_text()
        # Its lead withdraws the finding, without a script too: the clause rests on nothing at once.
        plain = browse(language=language, width=PHONE, person=lead_of_content, script=False)
        wrong = plain.go(f"{RESEARCH}findings/1/withdraw/", until="load")
        wrong.locator("main textarea").fill("Counted twice.")
        with wrong.expect_navigation():
            wrong.locator("main .cdx-button--weight-primary").click()
        bare = look_at(browse(language=language, width=PHONE), ARCHIVES, Way(PHONE)).locator("#clause-1")
        assert gettext("rests on nothing") in bare.inner_text()
        assert "Counted twice." in bare.inner_text()
        assert Partnership.objects.get().state == "ready"


GROWN_RESULT = f"/plan/{plans.KEY}/key-results/affiliates-capacity/"
MY_AFFILIATE = "/capacity/affiliates/lakeside/"
BEGINS, FIRST_DAY = date(2020, 2, 3), date(2020, 2, 4)
ENDS, AGAIN = date(2020, 5, 1), date(2020, 5, 20)


@pytest.fixture
def affiliate_that_grows(db: None) -> Person:
    """Its officer; and a program for students whose language is underrepresented."""
    plans.loaded()
    with plans.at(BEGINS):
        officer = capacity.officer()
        capacity.supporter()
        initiatives.planned()
        initiatives.published(capacity.PROGRAM)
        capacity.underrepresented(since=date(2019, 7, 1))
    return officer


def press(page: Page) -> None:
    """The one way forward of a page."""
    with page.expect_navigation():
        page.locator("main .cdx-button--weight-primary").first.click()


def take(page: Page, step: str) -> None:
    """A step of a record, by its link; then what it asks for is given as it stands, and sent."""
    with page.expect_navigation():
        page.locator(f"main a[href$='/{step}/']").click()
    press(page)


def assess(browse: Browse, officer: Person, language: str, level: str) -> None:
    """The officer writes it and hands it in; somebody from outside looks at it."""
    page = browse(language=language, width=PHONE, person=officer).go(MY_AFFILIATE, until="load")
    press(page)
    with page.expect_navigation():
        page.locator("main a[href*='/groups/']").first.click()
    page.locator(f"#id_{capacity.STUDENTS}-level").select_option(level)
    page.locator(f"#id_{capacity.STUDENTS}-confidence").select_option("medium")
    part = page.locator("fieldset", has=page.locator(f"#id_{capacity.STUDENTS}-level"))
    part.locator("summary").click()
    part.locator("textarea").fill("Forty students of two schools.")
    with page.expect_navigation():
        page.locator("main form .cdx-button--weight-normal").click()
    with page.expect_navigation():
        page.locator("main a[href$='/shown-to/']").click()
    page.locator("input[value=public]").check()
    press(page)
    take(page, "hand-in")
    take(page, "ask-support")
    outside = browse(language=language, width=PHONE, person=capacity.supporter())
    looked = outside.go("/capacity/looks/", until="load")
    with looked.expect_navigation():
        looked.locator("main a[href^='/capacity/looks/']").click()
    take(looked, "accept")
    take(looked, "confirm")


def counted(page: Page) -> int:
    """The number that the page of a key result begins with, in the digits of any language."""
    found = re.search(r"\d+", page.locator(".th-figure").first.inner_text())
    return int(found.group()) if found else -1


@LANGUAGES
def test_an_affiliate_grows_by_a_program_and_the_plan_counts_one_more(
    browse: Browse, affiliate_that_grows: Person, language: str
) -> None:
    officer = affiliate_that_grows
    with override(language):
        with plans.at(BEGINS):
            assess(browse, officer, language, "1")
            page = browse(language=language, width=PHONE, person=officer).go(
                f"{MY_AFFILIATE}grow/", until="load"
            )
            page.locator("#id_initiative").select_option(capacity.PROGRAM)
            page.locator("input[name=capacities]").check()
            page.locator("#id_language_0").fill("dag")
            page.locator("#id_begins").fill(FIRST_DAY.isoformat())
            page.locator("#id_until").fill(ENDS.isoformat())
            press(page)
            take(page, "start")
            path = page.url
            told = look_at(browse(language=language, width=PHONE), GROWN_RESULT, Way(PHONE))
            assert counted(told) == 0
        with plans.at(AGAIN):
            assess(browse, officer, language, "3")
            page = browse(language=language, width=PHONE, person=officer).go(
                urlsplit(path).path + "finish/", until="load"
            )
            page.locator("input[name=reached]").check()
            page.locator("textarea").fill("Forty students of two schools.")
            press(page)
            told = look_at(browse(language=language, width=PHONE), GROWN_RESULT, Way(PHONE))
            assert counted(told) == 1
            visitor = browse(language=language, width=PHONE)
            for address in (urlsplit(path).path, MY_AFFILIATE, "/capacity/", "/capacity/growth/"):
                look_at(visitor, address, Way(PHONE), Way(PHONE, dark=True))
            assert gettext("It grew, and counts.") in visitor.page.locator("main").inner_text()


RECOMMENDED = "/councils/river/recommendations/"
FIRST = f"{RECOMMENDED}1/"
DUE, LATE = date(2020, 3, 4), date(2020, 3, 9)


@pytest.fixture
def council_that_waits(db: None) -> tuple[Person, Person, Person]:
    """Who is to answer, who runs the council, who sits on it; one is adopted, one is a draft."""
    plans.loaded()
    asked = person("lina", f"program_lead priority:{plans.KEY}/movement-diversity")
    owner, member = person("edda", "organizer"), person("mirembe")
    council = world_of_councils.council(owner, state="sitting")
    world_of_councils.term(council, starts=date(2019, 7, 1), ends=date(2020, 6, 30))
    world_of_councils.member(council, member)
    with plans.at(date(2020, 1, 4)):
        serves = {"priority": f"{plans.KEY}/movement-diversity", "objective": "increase-diversity"}
        found = recommendations.draft(council, councils.written(asked, **serves), by=member)
        recommendations.adopt(found, Vote(1), by=owner)
        recommendations.draft(council, councils.written(None, title="Not adopted yet"), by=member)
    return asked, owner, member


@LANGUAGES
def test_a_recommendation_is_overdue_for_everybody_until_the_one_who_is_asked_answers(
    browse: Browse, council_that_waits: tuple[Person, Person, Person], language: str
) -> None:
    asked, owner, member = council_that_waits
    with plans.at(LATE), override(language):
        visitor = browse(language=language, width=PHONE)
        page = look_at(visitor, RECOMMENDED, Way(PHONE), Way(PHONE, dark=True))
        overdue = overdue_by(5)
        assert overdue in told(page)
        assert "Not adopted yet" not in told(page)
        assert "Lina" in told(page)  # whom a council asks, everybody reads by name
        look_at(visitor, FIRST, Way(PHONE))
        assert overdue in told(visitor.page)
        for reader, reads_drafts in ((member, True), (owner, True), (asked, False)):
            seen = browse(language=language, width=PHONE, person=reader)
            assert ("Not adopted yet" in told(seen.go(RECOMMENDED, until="load"))) is reads_drafts
            form = seen.go(FIRST, until="load").locator("form[action$='/answer/']")
            assert form.count() == (reader == asked)
        # Without a script too, the answer is given and read at once, and it was late.
        plain = browse(language=language, width=PHONE, person=asked, script=False)
        page = plain.go("/my-work/", until="load")
        page.locator(f"a[href='{FIRST}']").first.click()
        page.locator("input[value=in_part]").check()
        page.locator("textarea[name=words]").fill("A part of it, from July on.")
        with page.expect_navigation():
            page.locator("form[action$='/answer/'] .cdx-button--weight-primary").click()
        answered = look_at(visitor, FIRST, Way(PHONE), Way(PHONE, dark=True))
        assert "A part of it, from July on." in told(answered)
        assert gettext("Accepted in part") in told(answered)
        late = look_at(visitor, RECOMMENDED, Way(PHONE))
        assert overdue not in told(late)
        assert gettext("Accepted in part") in told(late)


def overdue_by(days: int) -> str:
    sentence = ngettext("Overdue by %(days)s day", "Overdue by %(days)s days", days)
    return sentence % {"days": cldr.number(days)}


def told(page: Page) -> str:
    """What a page says, without the marks that keep numbers and names apart."""
    words = page.locator("main").inner_text()
    return re.sub("[\u2066-\u2069]", "", words)


@LANGUAGES
def test_two_sides_see_each_other_once_both_have_agreed(browse: Browse, db: None, language: str) -> None:
    asker = exchange.affiliate("lakeside", wants=["grants"], shown_to="everyone")
    mara = exchange.by(exchange.somebody("mara", offers=["grants"]))
    exchange.affiliate("hillside", offers=["grants"], languages=("es",), shown_to="everyone")
    with override(language):
        officer = browse(language=language, width=PHONE, person=exchange.officer("lakeside"), script=False)
        page = officer.go(f"/exchange/parties/{asker.key}/get/", until="load")
        assert cldr.language_name("es") in page.locator("section[aria-labelledby=left-out]").inner_text()
        assert "Mara" not in page.locator("main").inner_text()
        page.locator("article .cdx-button").click()
        page.locator("main textarea").fill("For our first grant")
        with page.expect_navigation():
            page.locator("main .cdx-button--weight-primary").click()
        address = urlsplit(page.url).path
        asked = look_at(browse(language=language, width=PHONE, person=mara), address, Way(PHONE, dark=True))
        assert exchange.CONTACT not in asked.locator("main").inner_text()
        asked.locator("main .cdx-button--weight-primary").click()
        with asked.expect_navigation():
            asked.locator("main form .cdx-button--weight-primary").click()
        agreed = officer.go(address, until="load").locator("main").inner_text()
        assert "Mara" in agreed
        assert exchange.CONTACT in agreed
        for seen in ("/exchange/", "/exchange/skills/", f"/exchange/parties/{asker.key}/get/"):
            shown = browse(language=language, width=PHONE, person=exchange.officer("lakeside"))
            look_at(shown, seen, Way(PHONE))
