"""The look, in a real browser: every part on one page, in the ways in which people see it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.whole.browsing import BUILT, overflow
from tests.whole.conftest import Browse

pytestmark = pytest.mark.browser

WAYS: dict[str, dict[str, Any]] = {
    "en": {},
    "ar": {"language": "ar"},
    "dark": {"dark": True},
    "phone": {"width": 390},
    "phone-ar": {"width": 390, "language": "ar"},
    "forced-colors": {"forced": True},
}
PUBLIC_SHEET = 9_200  # bytes, compressed: of the 30,000 that a public page may weigh in all
STAFF_SHEET = 1_500


@pytest.mark.parametrize("way", WAYS)
def test_design_shuts_nobody_out(
    way: str, browse: Browse, axe: Callable[[Page], None], screenshot: Callable[[Page, str], None]
) -> None:
    page = browse(**WAYS[way]).go("/design/")
    screenshot(page, f"design-{way}")
    axe(page)
    assert overflow(page) == 0


@pytest.mark.parametrize("language", ["en", "ar", "es"])
def test_narrowest_window_needs_no_scrolling_sideways(language: str, browse: Browse) -> None:
    page = browse(language=language, width=320).go("/design/")
    assert overflow(page) == 0
    assert _box(page.locator(".th-table")).right <= 320


@pytest.mark.parametrize("way", ["ar", "forced-colors"])
def test_statuses_differ_by_shape_alone(way: str, browse: Browse) -> None:
    """In Arabic Codex draws one icon for several statuses; with forced colors all have one color."""
    page = browse(**WAYS[way]).go("/design/")
    pictures = [icon.screenshot() for icon in page.locator(".th-inline .cdx-info-chip .th-icon").all()]
    assert len(pictures) == len(set(pictures)) == 10


def test_arabic_page_runs_from_right_to_left(browse: Browse) -> None:
    page = browse(language="ar").go("/design/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert _box(page.locator(".th-name")).left > 1280 / 2
    assert (
        _box(page.locator(".th-standing-status").first).left
        < _box(page.locator(".th-standing-name").first).left
    )


def test_time_runs_from_left_to_right_in_arabic(browse: Browse) -> None:
    page = browse(language="ar").go("/design/")
    spark = page.locator(".th-spark").first
    assert _box(spark.locator("circle")).left > _box(spark.locator("line")).middle
    labels = page.locator(".th-lines").first.locator("text[text-anchor]").all()
    places = [_box(label).middle for label in labels]
    assert len(places) == 4
    assert places == sorted(places)


def test_bullet_grows_along_the_line_of_reading(browse: Browse) -> None:
    for language, side in (("en", "left"), ("ar", "right")):
        bullet = browse(language=language).go("/design/").locator(".th-standing .th-bullet").first
        bar, track = _box(bullet.locator(".th-bar")), _box(bullet)
        assert getattr(bar, side) == pytest.approx(getattr(track, side), abs=1)


def test_dark_page_is_light_on_dark(browse: Browse) -> None:
    page = browse(dark=True).go("/design/")
    ground, text = _channels(page, "background-color"), _channels(page, "color")
    assert max(ground) < 64
    assert min(text) > 192


def test_paper_is_light_and_leaves_out_the_ways_on(
    browse: Browse, screenshot: Callable[[Page, str], None]
) -> None:
    page = browse(dark=True, width=794).go("/design/")
    page.emulate_media(media="print", color_scheme="dark")
    screenshot(page, "design-print")
    assert min(_channels(page, "background-color")) in (0, 255)  # transparent, or white
    assert max(_channels(page, "color")) < 64
    expect(page.locator(".th-language")).to_be_hidden()
    expect(page.get_by_text("fictional people and facts")).to_be_visible()


def test_keyboard_skips_to_the_content(browse: Browse) -> None:
    page = browse().go("/design/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the content")
    assert _box(skip).width > 100
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_focus_is_seen(browse: Browse) -> None:
    page = browse().go("/design/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement).outline")
    assert "solid" in outline
    assert "2px" in outline


def test_numbers_stand_in_columns(browse: Browse) -> None:
    page = browse().go("/design/")
    assert "tabular-nums" in page.evaluate("getComputedStyle(document.body).fontVariantNumeric")
    ends = {_box(cell).right for cell in page.locator(".th-table td.th-number").all()}
    assert len(ends) == 1


def test_table_of_records_stacks_on_a_phone(browse: Browse) -> None:
    table = browse(width=390).go("/design/").locator(".th-stacks")
    assert _box(table).right <= 390
    row = table.locator("tbody tr").first
    assert _box(row.locator(".th-main")).width > 300


def test_chips_hold_their_words(browse: Browse) -> None:
    """Arabic letters reach further up and down than Latin ones."""
    page = browse(language="ar").go("/design/")
    for chip in page.locator(".cdx-info-chip").all():
        assert chip.evaluate("chip => chip.scrollHeight <= chip.clientHeight && chip.clientHeight >= 20")


def test_language_is_chosen_without_a_script_and_with_one_cookie(browse: Browse) -> None:
    watched = browse(script=False)
    page = watched.go("/design/?page=2")
    page.get_by_label("Language").last.select_option("ar")
    page.get_by_role("button", name="Change").click()
    expect(page.locator("html")).to_have_attribute("lang", "ar")
    assert page.url.endswith("/design/?page=2")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["django_language"]


def test_reader_s_dark_wins_over_the_device_s_light(browse: Browse) -> None:
    page = browse(script=False).go("/design/")
    page.get_by_label("Appearance").select_option("dark")
    page.get_by_role("button", name="Change").click()
    expect(page.locator("html")).to_have_class("th-dark")
    expect(page.locator("body")).to_have_css("background-color", "rgb(16, 20, 24)")


def test_sheets_are_light(browse: Browse, record_property: Callable[[str, object], None]) -> None:
    watched = browse()
    watched.go("/design/")
    record_property("compressed bytes", watched.weights)
    assert watched.weights["/static/ui/built/public.css"] <= PUBLIC_SHEET
    assert watched.weights["/static/ui/built/staff.css"] <= STAFF_SHEET


def test_sheets_ask_for_nothing_else_and_name_every_color(browse: Browse) -> None:
    for side in ("", "-rtl"):
        public, *others = [(BUILT / f"{name}{side}.css").read_text() for name in ("public", "staff", "demo")]
        declared = set(re.findall(r"(--[\w-]+):", public))
        for css in (public, *others):
            assert "url(" not in css
            assert set(re.findall(r"var\((--[\w-]+)", css)) <= declared


def test_page_without_its_sheets_still_reads(browse: Browse, screenshot: Callable[[Page, str], None]) -> None:
    watched = browse(width=390)
    watched.page.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page = watched.go("/design/")
    screenshot(page, "design-bare")
    assert _box(page.locator(".th-standing .th-icon").first).width <= 24


class _Box:
    """Where an element stands in its window."""

    def __init__(self, left: float, width: float) -> None:
        self.left, self.width = left, width
        self.right = left + width
        self.middle = left + width / 2


def _box(element: Locator) -> _Box:
    found = element.evaluate(
        "element => { const {left, width} = element.getBoundingClientRect(); return [left, width] }"
    )
    return _Box(*found)


def _channels(page: Page, name: str) -> list[int]:
    """Red, green and blue of the page's ``color`` or ``background-color``."""
    written: str = page.evaluate(f"getComputedStyle(document.body)['{name}']")
    inside = written[written.index("(") + 1 : -1]
    return [int(part) for part in inside.split(",")[:3]]
