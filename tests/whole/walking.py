"""Walks through a tutorial: its comments say what to do and what is then on the screen."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from tests.whole.browsing import ROOT, Watched

_STEP = re.compile(r"^## (?P<title>.+?)$(?P<body>.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!-- step\n(.*?)-->", re.DOTALL)
_SERVED_ALREADY = "make demo"


@dataclass(frozen=True)
class Line:
    verb: str
    what: str


@dataclass(frozen=True)
class Step:
    title: str
    lines: tuple[Line, ...]


def steps_of(tutorial: Path) -> list[Step]:
    found = _STEP.finditer(tutorial.read_text("utf-8"))
    return [Step(each["title"], tuple(_lines(each["body"]))) for each in found]


def _lines(body: str) -> list[Line]:
    said = [line for comment in _COMMENT.findall(body) for line in comment.splitlines() if line.strip()]
    parts = (line.partition(":") for line in said)
    return [Line(verb.strip(), what.strip()) for verb, _colon, what in parts]


@dataclass
class Walk:
    """One person's way through the demo, in one window."""

    watched: Watched
    environment: Mapping[str, str]

    @property
    def page(self) -> Page:
        return self.watched.page

    def take(self, line: Line) -> None:
        VERBS[line.verb](self, line.what)

    def run(self, command: str) -> None:
        """A command of the tutorial, on the demo's own database."""
        if command == _SERVED_ALREADY:
            return
        words = shlex.split(command)
        given = {
            key: value
            for key, _is, value in (word.partition("=") for word in words)
            if value and key.isupper()
        }
        told = [word for word in words if word.partition("=")[0] not in given]
        subprocess.run(
            told, env={**self.environment, **given}, cwd=ROOT, check=True, capture_output=True, timeout=120
        )

    def go(self, address: str) -> None:
        self.watched.go(address)

    def see(self, text: str) -> None:
        assert folded(text) in folded(self._text()), f"“{text}” is not on {self.page.url}"

    def miss(self, text: str) -> None:
        assert folded(text) not in folded(self._text()), f"“{text}” is on {self.page.url}"

    def click(self, what: str) -> None:
        name, _in, heading = what.partition(" in: ")
        place = self._inside(heading) if heading else self.page.locator("body")
        self._named(place, name).click()
        self.page.wait_for_load_state("networkidle")

    def fill(self, what: str) -> None:
        label, _is, text = what.partition(" = ")
        self.page.get_by_label(label).first.fill(text)

    def choose(self, what: str) -> None:
        label, _is, choice = what.partition(" = ")
        control = self.page.get_by_label(label).first
        if control.get_attribute("type") == "date":
            control.fill(datetime.strptime(choice, "%d %B %Y").date().isoformat())
        elif control.evaluate("element => element.tagName") == "SELECT":
            control.select_option(label=choice)
        else:
            self.page.get_by_role("group", name=label).get_by_label(choice, exact=True).check()

    def _text(self) -> str:
        return self.page.locator("body").inner_text()

    def _inside(self, heading: str) -> Locator:
        """The nearest part of the page under that heading."""
        titled = self.page.get_by_role("heading").filter(has_text=heading).first
        expect(titled).to_be_visible()
        return titled.locator("xpath=ancestor::*[self::article or self::section or self::li][1]")

    def _named(self, place: Locator, name: str) -> Locator:
        link = place.get_by_role("link", name=name, exact=True)
        button = place.get_by_role("button", name=name, exact=True)
        return link.or_(button).or_(place.locator("summary").filter(has_text=name)).first


VERBS: dict[str, Callable[[Walk, str], None]] = {
    "run": Walk.run,
    "go": Walk.go,
    "see": Walk.see,
    "miss": Walk.miss,
    "click": Walk.click,
    "fill": Walk.fill,
    "choose": Walk.choose,
}


def folded(text: str) -> str:
    return " ".join(text.replace("\u2068", "").replace("\u2069", "").split())
