"""Wiki accounts, passkeys and apps with a real browser: with Chromium's own key, and without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect
from pytest_django.fixtures import Settings
from tests.conftest import PASSWORD, Cast
from tests.movement import wiki as stand_in
from tests.movement.second_steps import app_of, shown
from tests.movement.wiki import Wiki
from tests.whole.browsing import overflow
from tests.whole.conftest import Browse

from thriving.movement.accounts import factors
from thriving.movement.models import Person

pytestmark = pytest.mark.browser
PAGES = ("/account/", "/account/security/", "/account/security/app/", "/account/security/passkey/")


@pytest.fixture
def wiki(settings: Settings) -> Iterator[Wiki]:
    with stand_in.serving() as served:
        stand_in.set_up(settings, served)
        yield served


def key_of(page: Page) -> tuple[CDPSession, str]:
    """A key in the browser, which knows by a finger who holds it."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    made = devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    return devtools, str(made["authenticatorId"])


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def sign_in(page: Page, person: Person) -> None:
    page.get_by_label("Name").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")


def add_passkey(page: Page, name: str = "my phone") -> None:
    page.goto(page.url.partition("/account/")[0] + "/account/security/passkey/")
    page.get_by_label("A name for it").fill(name)
    press(page, "Add it")
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()


def test_signing_in_with_the_account_of_a_wiki(browse: Browse, cast: Cast, wiki: Wiki) -> None:
    watched = browse(script=False)
    page = watched.go("/sign-in/?next=/design/")
    press(page, f"With the account of {wiki.origin.removeprefix('http://')}")
    page.get_by_role("link", name="Allow").click()
    expect(page).to_have_url(re.compile("/design/$"))
    expect(page.get_by_role("banner")).to_contain_text("Esi in Accra")
    assert {each.partition("/w/")[0] for each in watched.strayed} == {wiki.origin}
    watched.strayed.clear()


def test_a_passkey_is_added_and_signs_in_by_itself(browse: Browse, cast: Cast) -> None:
    page = browse(person=cast.evaluator).go("/account/security/")
    key_of(page)
    add_passkey(page)
    assert [step.data["name"] for step in factors.of(cast.evaluator)] == ["my phone"]
    page.goto(page.url.partition("/account/")[0] + "/sign-out/")
    press(page, "Sign out")
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    press(page, "With a passkey")
    press(page, "Use a passkey")
    expect(page.get_by_role("banner")).to_contain_text("Esi")
    page.goto(page.url + "imports/")
    expect(page.get_by_role("main")).to_contain_text("Import")


def test_a_passkey_is_a_second_step_and_fresh_proof(browse: Browse, cast: Cast, settings: Settings) -> None:
    page = browse(person=cast.evaluator).go("/account/security/")
    key_of(page)
    add_passkey(page)
    page.context.clear_cookies()
    page.goto(page.url.partition("/account/")[0] + "/sign-in/?next=/imports/")
    sign_in(page, cast.evaluator)
    press(page, "Use a passkey")
    expect(page).to_have_url(re.compile("/imports/$"))
    settings.PROOF_LASTS = timedelta()
    page.goto(page.url.replace("/imports/", "/account/security/password/"))
    expect(page.get_by_role("heading", name="Show that it is you")).to_be_visible()
    settings.PROOF_LASTS = timedelta(minutes=5)
    press(page, "Use a passkey")
    expect(page.get_by_role("heading", name="Change the password")).to_be_visible()


def test_a_finger_that_is_not_the_owners_opens_nothing(browse: Browse, cast: Cast) -> None:
    page = browse(person=cast.volunteer).go("/account/security/")
    devtools, key = key_of(page)
    add_passkey(page)
    page.context.clear_cookies()
    page.goto(page.url.partition("/account/")[0] + "/sign-in/passkey/")
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    press(page, "Use a passkey")
    expect(page.get_by_text("The browser brought no passkey")).to_be_visible()


def test_a_copy_of_a_key_is_found_out(browse: Browse, cast: Cast) -> None:
    """The copy counts from where it was made, and the key itself has counted on since."""
    page = browse(person=cast.volunteer).go("/account/security/")
    key_of(page)
    add_passkey(page)
    (step,) = factors.of(cast.volunteer)
    step.data["counter"] += 1000
    step.save()
    page.context.clear_cookies()
    page.goto(page.url.partition("/account/")[0] + "/sign-in/passkey/")
    press(page, "Use a passkey")
    expect(page.get_by_text("This passkey was not accepted")).to_be_visible()


def test_an_app_and_its_codes_need_no_script(browse: Browse, cast: Cast) -> None:
    page = browse(script=False).go("/sign-in/?next=/imports/")
    sign_in(page, cast.evaluator)
    page.get_by_role("link", name="Add an authenticator app").click()
    secret = page.locator(".th-key").inner_text()
    expect(page.get_by_role("img", name="What your authenticator app reads")).to_be_visible()
    page.get_by_label("Code").fill(shown(secret))
    press(page, "Add it")
    press(page, "Make new codes")
    expect(page.locator(".th-codes li")).to_have_count(10)
    page.get_by_role("link", name="Done").click()
    page.get_by_role("link", name="Go on to where you wanted to go.").click()
    expect(page).to_have_url(re.compile("/imports/$"))


def test_without_scripts_a_passkeys_page_says_what_else_there_is(browse: Browse, cast: Cast) -> None:
    watched = browse(script=False)
    page = watched.go("/sign-in/passkey/")
    expect(page.get_by_text("Sign in with your password instead")).to_be_visible()
    press(page, "Use a passkey")
    expect(page.get_by_text("This passkey was not accepted")).to_be_visible()


WAYS = [{"language": "en"}, {"language": "ar", "width": 390, "dark": True}]


@pytest.mark.parametrize("way", WAYS, ids=["en", "ar on a phone, dark"])
@pytest.mark.parametrize("path", PAGES)
def test_the_pages_of_an_account_shut_nobody_out(  # noqa: PLR0913, PLR0917 -- fixtures
    path: str,
    way: dict[str, Any],
    browse: Browse,
    cast: Cast,
    axe: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
) -> None:
    if path == "/account/security/":
        app_of(cast.evaluator)
    page = browse(**way, person=cast.evaluator).go(path)
    axe(page)
    assert overflow(page) == 0
    screenshot(page, f"account-{path.strip('/').replace('/', '-')}-{way['language']}")


@pytest.mark.parametrize("way", WAYS, ids=["en", "ar on a phone, dark"])
def test_the_second_step_and_the_codes_shut_nobody_out(
    way: dict[str, Any],
    browse: Browse,
    cast: Cast,
    axe: Callable[[Page], None],
    screenshot: Callable[[Page, str], None],
) -> None:
    app_of(cast.evaluator)
    page = browse(**way, person=cast.evaluator).go("/account/security/recovery-codes/")
    page.locator("main form button").click()
    axe(page)
    assert overflow(page) == 0
    screenshot(page, f"account-codes-{way['language']}")
    second = browse(**way).go("/sign-in/")
    second.locator("[name=username]").fill("esi")
    second.locator("[name=password]").fill(PASSWORD)
    second.locator("main form button").first.click()
    axe(second)
    assert overflow(second) == 0
    screenshot(second, f"account-second-step-{way['language']}")
