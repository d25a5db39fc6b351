"""A browser for tests. `browse(...)` opens a page as somebody; it is watched until the test ends."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from playwright.sync_api import Browser, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from tests.whole import browsing
from tests.whole.browsing import Watched

from thriving.movement.accounts import browsers
from thriving.movement.models import Person

Browse = Callable[..., Watched]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = browsing.chromium()
    browsing.build_look()
    # Playwright's loop runs in this thread, where Django then refuses to ask its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=executable, args=list(browsing.FLAGS))
        yield opened
        opened.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def browse(browser: Browser, live_server: LiveServer) -> Iterator[Browse]:
    """Open a page: `browse(language="ar", width=390, dark=True, person=cast.lead, script=False)`.

    When the test ends, every page must have kept to this site and left the console without an error.
    """
    opened: list[Watched] = []

    def open_page(  # noqa: PLR0913 -- each is a way in which people see a page
        *,
        language: str = "en",
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        forced: bool = False,
        script: bool = True,
        person: Person | None = None,
    ) -> Watched:
        context = browser.new_context(
            locale=language,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            forced_colors="active" if forced else "none",
            java_script_enabled=script,
            accept_downloads=False,
        )
        if person:
            context.add_cookies(_sign_in_of(person, live_server.url))
        opened.append(Watched(context.new_page(), live_server.url))
        return opened[-1]

    yield open_page
    for each in opened:
        each.page.context.close()
    assert [each.strayed for each in opened] == [[] for _ in opened]
    assert [each.complaints for each in opened] == [[] for _ in opened]


def _sign_in_of(person: Person, url: str) -> Any:
    """The cookies of a sign-in: the session, and by what the browser is known to have had this person."""
    client, answer = Client(), HttpResponse()
    client.force_login(person)
    browsers.remember(answer, person.username)
    cookies = [*client.cookies.values(), *answer.cookies.values()]
    return [{"name": cookie.key, "value": cookie.value, "url": url} for cookie in cookies]


@pytest.fixture
def axe() -> Callable[[Page], None]:
    return browsing.axe


@pytest.fixture
def screenshot() -> Callable[[Page, str], None]:
    """Keep what the page looks like in tests/whole/screenshots, for people to look at."""

    def keep(page: Page, name: str) -> None:
        browsing.SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=browsing.SCREENSHOTS / f"{name}.png", full_page=True)

    return keep
