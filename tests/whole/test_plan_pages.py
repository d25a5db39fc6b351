"""The plan's pages in a real browser: on any screen, in both directions, in the dark, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from django.core.cache import cache
from playwright.sync_api import Page
from tests.conftest import Cast
from tests.plan import world
from tests.plan.world import at
from tests.whole.browsing import Way, look_at
from tests.whole.conftest import Browse

from thriving.plan import actions
from thriving.plan.models import Plan

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROOT = "/plan/thriving-movement-2019/"
RESULT = f"{ROOT}key-results/gender-manager-and-regional-liaisons/"
PUBLIC = (
    "/", "/plan/", "/announcement/", f"{ROOT}outcomes/", f"{ROOT}outcomes/newcomers/", f"{ROOT}changes/",
    f"{ROOT}compare/", f"{ROOT}board/", f"{ROOT}wikitext/", f"{ROOT}downloads/", f"{ROOT}rule/", RESULT,
    f"{RESULT}target/",
)  # fmt: skip
LEADS = ("/my-work/", f"{ROOT}attention/", f"{ROOT}key-results/leadership-development-framework/check-in/")
EDITORS = (f"{ROOT}edit/", f"{ROOT}edit/plan/", f"{ROOT}edit/key-result:code-of-conduct/", f"{ROOT}add/goal/")
HEAVIEST = 30 * 1024  # bytes, compressed, with the style sheet


@pytest.fixture(autouse=True)
def year(transactional_db: None, cast: Cast) -> Iterator[None]:
    """A little of everything, and a day on which to look at it."""
    cache.clear()
    plan = world.loaded()
    world.state(
        *(world.engaged(number, date(2020, 1, 10)) for number in range(30)),
        *(world.community(number, date(2020, 2, 10)) for number in range(11)),
        world.liaison(1, "south-asia", date(2019, 11, 4)),
        world.step("gender-program-manager", "position-described", date(2019, 8, 20)),
    )
    with at(date(2020, 3, 31)):
        actions.publish_release(plan, on=date(2020, 3, 31), by=cast.evaluator)
    with at(date(2020, 4, 15)):
        lead = world.key_result("leadership-development-framework")
        actions.check_in(lead, confidence=9, what_changed="مرحبا <b>", by=cast.lead)
        yield


def test_everyone_can_read_every_page_on_any_screen(browse: Browse) -> None:
    watched = browse()
    for path in PUBLIC:
        look_at(watched, path, Way(1280), Way(320))


def test_every_page_reads_from_right_to_left_in_the_dark(browse: Browse) -> None:
    watched = browse(language="ar", dark=True, width=390)
    for path in PUBLIC:
        look_at(watched, path, Way(390, dark=True))


def test_pages_of_those_who_work_here(browse: Browse, cast: Cast) -> None:
    for person, pages in ((cast.lead, LEADS), (cast.editor, EDITORS)):
        watched = browse(person=person, width=390)
        for path in pages:
            look_at(watched, path, Way(390))


@pytest.mark.parametrize("path", ["/", "/plan/", "/announcement/"])
def test_a_public_page_is_light(browse: Browse, path: str) -> None:
    watched = browse()
    watched.go(path)
    assert 0 < watched.weight <= HEAVIEST


def test_a_public_page_needs_no_script(browse: Browse) -> None:
    page = browse(script=False).go("/plan/")
    assert page.locator("script").count() == 0
    page.locator("summary", has_text="How we read it").first.click()
    assert page.get_by_text("The council itself need not exist by June").is_visible()


def test_the_board_gets_one_sheet(browse: Browse) -> None:
    page = browse().go(f"{ROOT}board/")
    sheets = re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4", print_background=True))
    assert len(sheets) == 1


def test_a_check_in_takes_a_choice_and_a_button(browse: Browse, cast: Cast) -> None:
    page = browse(person=cast.lead).go(LEADS[2])
    page.get_by_label("7", exact=True).check()
    page.get_by_role("button", name="Check in").click()
    assert page.get_by_text("The team says 7 of 10: could go either way.").first.is_visible()


def test_pictures_of_the_plan(browse: Browse, screenshot: Callable[[Page, str], None]) -> None:
    Plan.objects.update(sample=True)
    for name, how in (
        ("en", {}),
        ("ar", {"language": "ar"}),
        ("dark", {"dark": True}),
        ("phone", {"width": 390}),
    ):
        screenshot(browse(**how).go("/plan/"), f"plan-{name}")
