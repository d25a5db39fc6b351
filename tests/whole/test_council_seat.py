"""A nomination, a guardian's consent and a seat: each seen by exactly those who may, on a phone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Page
from tests.conftest import person
from tests.movement.minors import world as minors
from tests.programs.councils import calls as called
from tests.programs.councils import world
from tests.whole.browsing import Way, look_at
from tests.whole.conftest import Browse

from thriving.kernel import clock
from thriving.kernel.models import Mail
from thriving.movement.models import Person
from thriving.programs.councils.actions import calls, selecting
from thriving.programs.councils.actions.selecting import Chosen
from thriving.programs.councils.models import Call, Membership
from thriving.programs.councils.queries.selection import ranked

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LANGUAGES = pytest.mark.parametrize("language", ["en", "ar"])
PHONE = 390
COUNCIL, NAME, STATEMENT = "/councils/river/", "Zuri", "Nobody asks who is fourteen."
CALL = f"{COUNCIL}calls/1/"
CANDIDATES = f"{CALL}candidates/"
NOMINEE, GUARDIAN = "zuri@example.org", minors.GUARDIAN


@pytest.fixture
def owner(db: None) -> Person:
    """Whoever runs a council for the young, whose call is open."""
    lead = person("lina", "program_lead")
    minors.cleared(lead)
    council = world.council(lead, bands=["13-15", "16-17"], takes_minors=True)
    today = clock.today()
    term = world.term(council, starts=today, ends=today + timedelta(days=300))
    call = called.draft(council, lead, term=term, opens_on=today, closes_on=today + timedelta(days=20))
    calls.publish(call, by=lead)
    return lead


def press(page: Page, primary: str = "main .cdx-button--weight-primary") -> None:
    with page.expect_navigation():
        page.locator(primary).first.click()


def link_in_letter(address: str) -> str:
    """The path of the private page in the newest letter to the address."""
    text = Mail.objects.filter(address=address).latest("pk").text
    (url,) = (line for line in text.splitlines() if line.startswith("http"))
    return "/" + url.split("/", 3)[3]


def nominate(browse: Browse, language: str) -> None:
    page = browse(language=language, width=PHONE, person=person("ngozi")).go(f"{CALL}propose/", until="load")
    page.locator("#id_email").fill(NOMINEE)
    page.locator("#id_language").select_option(language)
    page.locator("#id_relation").fill("I teach at her school.")
    press(page)
    told = page.locator("main").inner_text()
    assert gettext("What came of it is theirs: we tell nobody.") in told
    assert NOMINEE not in told


def say_yes(browse: Browse, language: str, young: Person) -> None:
    link = link_in_letter(NOMINEE)
    asked = look_at(browse(language=language, width=PHONE), link, Way(PHONE), Way(PHONE, dark=True))
    assert "I teach at her school." in asked.locator("main").inner_text()
    page = browse(language=language, width=PHONE, person=young).go(link, until="load")
    page.locator("#id_shown_name").fill(NAME)
    page.locator("#id_statement").fill(STATEMENT)
    page.locator("input[name=band][value='13-15']").check()
    page.locator("#id_is_public").check()
    press(page)
    waits = gettext("Your age is not confirmed yet. Until then nobody on the panel reads anything of you.")
    assert waits in page.locator("main").inner_text()


def let_agree(browse: Browse, language: str, young: Person) -> None:
    """An officer confirms the age; the guardian gets a letter, and agrees without an account."""
    minors.confirmed(young, by=minors.officer())
    page = browse(language=language, width=PHONE, person=young).go("/account/age/", until="load")
    page.locator("input[name=address]").fill(GUARDIAN)
    page.locator("select[name=guardian_language]").select_option(language)
    press(page, "form:has(input[value=guardian]) .cdx-button--weight-primary")
    letter = browse(language=language, width=PHONE).go(f"/guardian/?ticket={minors.ticket()}", until="load")
    letter.locator("input[name=agrees]").check()
    press(letter)


def judge(owner: Person) -> None:
    """Two of the panel have nothing against her; the days of the call are over."""
    call = Call.objects.get()
    Call.objects.update(
        opens_on=clock.today() - timedelta(days=9), closes_on=clock.today() - timedelta(days=1)
    )
    for name in ("jo", "kim", "lee"):
        minors.cleared(someone := person(name))
        calls.name_panelist(call, someone, by=owner)
    calls.hand_over(call, by=owner)
    for each in call.panel.all():
        selecting.say_conflicts(call, {}, by=each.person)
        called.score(call.nominations.get(nominee__isnull=False), each.person)
    (first,) = ranked(call)
    selecting.decide(call, {first.nomination.key: Chosen(first.seat)}, "She asks others.", by=owner)


@LANGUAGES
def test_a_minor_is_nominated_consented_to_and_seated(browse: Browse, owner: Person, language: str) -> None:
    young = person("zuri")
    Person.objects.filter(pk=young.pk).update(name="Zuri Achieng", language=language)
    with override(language):
        nominate(browse, language)
        say_yes(browse, language, young)
        mine = browse(language=language, width=PHONE, person=owner)
        assert NAME not in mine.go(CANDIDATES, until="load").locator("main").inner_text()
        let_agree(browse, language, young)
        assert (
            NAME in look_at(mine, CANDIDATES, Way(PHONE), Way(PHONE, dark=True)).locator("main").inner_text()
        )
        others = browse(language=language, width=PHONE, person=person("ola", "program_lead"))
        others.brought_about = ("404",)
        others.go(CANDIDATES, status=404)
        judge(owner)
        mine.page.reload()
        mine.page.get_by_role("link", name=NAME).click()
        assert STATEMENT in mine.page.locator("main").inner_text()
        with mine.page.expect_navigation():
            mine.page.locator("main a[href*='/seats/']").first.click()
        press(mine.page)
        assert Membership.objects.get().person == young
        public = look_at(browse(language=language, width=PHONE), COUNCIL, Way(PHONE), Way(PHONE, dark=True))
        for hidden in (NAME, "Achieng", STATEMENT):
            assert hidden not in public.content()
        assert gettext("taken") in public.locator("main").inner_text()
        assert NAME in mine.go(COUNCIL, until="load").locator("main").inner_text()
        own = browse(language=language, width=PHONE, person=young)
        own.go(COUNCIL, until="load").get_by_role("link", name=gettext("Your seat")).click()
        assert gettext("What others read of you") in own.page.locator("main").inner_text()
