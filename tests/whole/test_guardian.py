"""A guardian's consent in a real browser: by the letter's link, on a phone, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.conftest import person
from tests.movement.minors import world
from tests.whole.browsing import Way, look_at
from tests.whole.conftest import Browse

from thriving.movement.models import Person
from thriving.movement.queries import minors

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PHONE = 390
WAYS = (Way(PHONE), Way(PHONE, dark=True))


@pytest.fixture
def mino(db: None) -> Person:
    return world.confirmed(world.minor("mino"))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_guardian_agrees_and_takes_it_back(browse: Browse, mino: Person, language: str) -> None:
    page = without_scripts(browse, world.asked(mino, language))
    # Whatever the browser speaks, the page speaks the language of the letter.
    assert page.locator("html").get_attribute("lang") == language
    page.locator("input[name=agrees]").check()
    press(page, "main form:has(input[value=agree]) button")
    assert minors.may_take_part(mino)
    page = without_scripts(browse, world.ticket())
    press(page, "main form:has(input[value=take_back]) button")
    assert not minors.may_take_part(mino)


def without_scripts(browse: Browse, ticket: str) -> Page:
    """The page that a letter's link opens, looked at by everybody before."""
    address = f"/guardian/?ticket={ticket}"
    look_at(browse(language="es", width=PHONE), address, *WAYS)
    return browse(language="es", width=PHONE, script=False).go(address)


def press(page: Page, button: str) -> None:
    with page.expect_navigation():
        page.locator(button).click()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_of_a_minor_and_of_an_officer(browse: Browse, mino: Person, language: str) -> None:
    safiya = world.officer()
    world.cleared(person("ada"))
    world.minor("other")
    look_at(browse(language=language, width=PHONE, person=mino), "/account/age/", *WAYS)
    officer = browse(language=language, width=PHONE, person=safiya)
    for path in ("/safeguarding/", f"/safeguarding/people/{mino.page}/", "/safeguarding/clear/"):
        look_at(officer, path, *WAYS)
