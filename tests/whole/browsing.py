"""A real browser for tests: pages that are watched, measured, and tried for everybody's access."""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from fcntl import LOCK_EX, flock
from pathlib import Path
from typing import Any, Literal, NamedTuple
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, Response

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(__file__).parent / "screenshots"
BUILT = ROOT / "src/thriving/ui/static/ui/built"
AXE = ROOT / "node_modules/axe-core/axe.min.js"

# As root in a container; and nothing of Chromium's own goes out.
FLAGS = (
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Colors glide from one scheme to the other, and are measured when they have arrived.
COLORS_HAVE_CHANGED = """Promise.allSettled(
    document.getAnimations().filter(each => each instanceof CSSTransition).map(each => each.finished)
).then(() => null)"""
ARABIC, LATIN = re.compile("[\u0621-\u064a]"), re.compile("[A-Za-z]")
LEAST_OWN = 0.5  # Arabic letters for each Latin one, of names, digests and records of the tests
OWN_WORDS = """main => {
    const words = document.createTreeWalker(main, NodeFilter.SHOW_TEXT), told = [];
    while (words.nextNode()) {
        const around = words.currentNode.parentElement;
        const own = around.closest("[lang]").lang.startsWith("ar") && !around.closest("pre, code, textarea");
        if (own) told.push(words.currentNode.data);
    }
    return told.join(" ");
}"""
STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")


def chromium() -> str:
    """Where Chromium is, or the test is skipped with the reason."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        pytest.skip("there is no `chromium` on the PATH: on Debian, `apt install chromium`")
    return found


def build_look() -> None:
    """Build the style sheets unless they are newer than all they are made of; one worker at a time."""
    BUILT.mkdir(parents=True, exist_ok=True)
    with (BUILT / ".lock").open("w") as lock:
        flock(lock, LOCK_EX)
        if not _built_since(_newest_source()):
            _build_look()


def _build_look() -> None:
    if not shutil.which("node") or not (ROOT / "node_modules").exists():
        pytest.skip("the style sheets are not built: `npm ci`, then `node look.mjs`")
    subprocess.run(["node", "look.mjs"], cwd=ROOT, check=True, capture_output=True)  # noqa: S607 -- found on the PATH just above


def _newest_source() -> float:
    product = ROOT / "src/thriving"
    sources = [
        ROOT / "look.mjs",
        *(each for kind in ("css", "html", "py") for each in product.rglob(f"*.{kind}")),
    ]
    return max(file.stat().st_mtime for file in sources if BUILT not in file.parents)


def _built_since(moment: float) -> bool:
    built = list(BUILT.glob("*.css"))
    return bool(built) and min(file.stat().st_mtime for file in built) > moment


@dataclass
class Watched:
    """A page, and all that it did while it was open."""

    page: Page
    origin: str
    strayed: list[str] = field(default_factory=list)  # requests to elsewhere
    complaints: list[str] = field(
        default_factory=list
    )  # errors of the console, refusals of the policy among them
    brought_about: tuple[str, ...] = ()  # what complaints say that the test causes, whenever they arrive
    responses: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", self._note_request)
        self.page.on("console", self._note_message)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("response", self._note_response)

    def go(
        self, path: str, *, status: int = 200, until: Literal["load", "networkidle"] = "networkidle"
    ) -> Page:
        self.responses.clear()
        response = self.page.goto(self.origin + path, wait_until=until)
        assert response is not None
        assert response.status == status
        return self.page

    @property
    def weights(self) -> dict[str, int]:
        """Compressed bytes by address, asked for here: while pages come and go, some never answer."""
        return {
            urlsplit(response.url).path: len(gzip.compress(response.body(), compresslevel=9))
            for response in self.responses
            if response.ok
        }

    @property
    def weight(self) -> int:
        """Bytes that the page took in all, each part compressed."""
        return sum(self.weights.values())

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:")):
            self.strayed.append(request.url)

    def _note_response(self, response: Response) -> None:
        self.responses.append(response)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(each in message.text for each in self.brought_about):
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")


def axe(page: Page) -> None:
    """Fail, naming each element, where a machine can see that somebody is shut out (WCAG 2.2 AA)."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate(
        "values => axe.run(document, {runOnly: {type: 'tag', values}, resultTypes: ['violations']})",
        list(STANDARD),
    )
    told = [
        {"rule": each["id"], "why": each["help"], "where": [node["html"][:200] for node in each["nodes"]]}
        for each in found["violations"]
    ]
    assert not told, json.dumps(told, indent=2, ensure_ascii=False)


def is_in_its_language(page: Page) -> None:
    """A page that calls itself Arabic speaks it, but for what says that it is of another language."""
    if page.locator("html").get_attribute("lang") == "ar":
        words = page.locator("main").evaluate(OWN_WORDS)
        arabic, latin = len(ARABIC.findall(words)), len(LATIN.findall(words))
        assert arabic > latin * LEAST_OWN, f"{page.url}: {arabic} Arabic letters beside {latin} Latin ones"


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 where nothing scrolls sideways."""
    pixels: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return pixels


class Way(NamedTuple):
    """In which one looks at a page that is open already: it is not asked for again."""

    width: int
    dark: bool = False


def look_at(watched: Watched, address: str, *ways: Way) -> Page:
    """Open the page once, and fail where it shuts somebody out or scrolls sideways in one of these ways."""
    page = watched.go(address, until="load")
    is_in_its_language(page)
    for way in ways:
        page.set_viewport_size({"width": way.width, "height": 900})
        page.emulate_media(color_scheme="dark" if way.dark else "light")
        page.evaluate(COLORS_HAVE_CHANGED)
        axe(page)
        assert (address, way, overflow(page)) == (address, way, 0)
    return page
