"""How the tests of this folder fill a form in a browser, and send it."""

from __future__ import annotations

from playwright.sync_api import Page
from tests.whole.browsing import Watched, axe, is_in_its_language, overflow

TOO_WIDE = """[...document.querySelectorAll("main *")].filter(each => {
    const {left, right} = each.getBoundingClientRect();
    return (right > innerWidth + 1 || left < -1) && !each.closest("[role=region], .th-unseen");
}).map(each => each.outerHTML.slice(0, 100))"""


def seen(page: Page) -> Page:
    """A page at which somebody arrived by a button: it shuts nobody out, and does not scroll sideways."""
    is_in_its_language(page)
    axe(page)
    assert (page.url, overflow(page), page.evaluate(TOO_WIDE)) == (page.url, 0, [])
    return page


def fill(page: Page, /, **said: str) -> None:
    """Each field by its name; of radio buttons and boxes the one with this value."""
    for name, value in said.items():
        field = page.locator(f"main [name='{name}']:not([type=hidden])")
        kind = field.first.evaluate("each => each.type")
        if kind in ("radio", "checkbox"):
            page.locator(f"main [name='{name}'][value='{value}']").check()
        elif kind.startswith("select"):
            field.select_option(value)
        else:
            field.fill(value)


def send(page: Page, within: str = "main form") -> Page:
    """By the last button of the form, which is the one that goes on."""
    with page.expect_navigation():
        page.locator(f"{within} button:not([name])").last.click()
    return page


def take(watched: Watched, address: str, /, **said: str) -> Page:
    """Open the page of a form, fill it in, and send it."""
    page = watched.go(address, until="load")
    fill(page, **said)
    return send(page)


def told(page: Page) -> str:
    """What a page says, without the marks that keep numbers and names apart."""
    words = page.locator("main").inner_text()
    return words.translate(dict.fromkeys(range(0x2066, 0x206A)))
