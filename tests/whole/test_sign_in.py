"""Signing in with a real browser, and without scripts: what Django's own client cannot show."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect
from pytest_django.fixtures import Settings
from tests.conftest import PASSWORD, Cast
from tests.movement.test_doors import sent
from tests.whole.browsing import overflow
from tests.whole.conftest import Browse

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.movement.test_doors")]


@pytest.fixture(autouse=True)
def one_step_is_enough(settings: Settings) -> None:
    """Also for a lead: the second step has tests of its own."""
    settings.SECOND_STEP = "none"


def sign_in(page: Page, username: str = "lina") -> None:
    page.get_by_label("Name").fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


def test_signing_in_and_out(browse: Browse, cast: Cast) -> None:
    page = browse(script=False).go("/design/")
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    sign_in(page)
    expect(page).to_have_url(re.compile("/design/$"))
    expect(page.get_by_role("banner")).to_contain_text("Lina")
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("banner")).to_contain_text("Sign in")


def test_an_ended_sign_in_loses_no_typed_word(browse: Browse, cast: Cast) -> None:
    sent.clear()
    watched = browse(script=False, person=cast.lead)
    watched.brought_about = ("status of 403",)
    page = watched.go("/check-in/6/")
    page.get_by_label("Words").fill("Two workshops,\nخطة 🙂")
    page.get_by_label("Regions").select_option(["a", "c"])
    Session.objects.all().delete()
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    sign_in(page)
    expect(page.get_by_text("Nothing has been sent yet")).to_be_visible()
    expect(page.get_by_label("Words")).to_have_value("Two workshops,\nخطة 🙂")
    expect(page.get_by_label("Regions")).to_have_values(["a", "c"])
    assert sent == []
    page.get_by_role("button", name="Send").click()
    assert [each["words"] for each in sent] == ["Two workshops,\r\nخطة 🙂"]


def test_words_outlive_a_sign_in_in_another_tab(browse: Browse, cast: Cast) -> None:
    """It changes the token that the first tab's form still holds."""
    sent.clear()
    page = browse(script=False, person=cast.lead).go("/check-in/6/")
    page.get_by_label("Words").fill("Two workshops")
    Session.objects.all().delete()
    other_tab = page.context.new_page()
    other_tab.goto(page.url.replace("/check-in/6/", "/sign-in/"))
    sign_in(other_tab)
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("Nothing has been sent yet")).to_be_visible()
    expect(page.get_by_label("Words")).to_have_value("Two workshops")
    assert sent == []


@pytest.mark.parametrize("way", [{"language": "en"}, {"language": "ar", "width": 320, "dark": True}])
def test_the_sign_in_shuts_nobody_out(
    way: dict[str, Any], browse: Browse, axe: Callable[[Page], None], screenshot: Callable[[Page, str], None]
) -> None:
    page = browse(**way).go("/sign-in/")
    axe(page)
    assert overflow(page) == 0
    screenshot(page, f"sign-in-{way['language']}")
