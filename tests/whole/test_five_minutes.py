"""The tutorial's promises, walked through in a real browser on a real demo."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser
from tests.whole.browsing import ROOT, Watched
from tests.whole.walking import VERBS, Walk, folded, steps_of

TUTORIAL = ROOT / "docs" / "tutorials" / "five-minutes.md"
FIGURES = ROOT.parent / "shared" / "data" / "movement-metrics"
ADDRESS = re.compile(r"http://\S+")


@dataclass(frozen=True)
class Demo:
    address: str
    environment: dict[str, str]


def test_every_step_says_what_to_do() -> None:
    steps = steps_of(TUTORIAL)
    assert len(steps) >= 9
    assert [step.title for step in steps if not step.lines] == []


def test_every_line_is_understood() -> None:
    verbs = {line.verb for step in steps_of(TUTORIAL) for line in step.lines}
    assert verbs - set(VERBS) == set()


def test_text_is_compared_without_its_spaces() -> None:
    assert folded("88 of\n  at least \u206815\u2069") == "88 of at least 15"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`thriving demo` as a newcomer starts it, on a folder of its own."""
    data = tmp_path_factory.mktemp("demo")
    environment = {**os.environ, "THRIVING_DATA": str(data), "THRIVING_DEMO": "1"}
    environment["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{environment['PATH']}"
    for name in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "THRIVING_DEBUG"):
        environment.pop(name, None)
    command = ["thriving", "demo", "--port", "0"]
    with subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True) as served:
        assert served.stdout
        yield Demo(_address(served.stdout), environment)
        served.terminate()
        served.wait(timeout=30)


def _address(said: IO[str]) -> str:
    for line in said:
        if found := ADDRESS.search(line):
            return found[0].rstrip("/")
    raise AssertionError("the demo ended before it printed an address")


@pytest.mark.browser
@pytest.mark.data
@pytest.mark.skipif(not FIGURES.is_dir(), reason="the official monthly series are not beside this checkout")
def test_the_tutorial_can_be_walked(browser: Browser, demo: Demo) -> None:
    context = browser.new_context(
        locale="en", viewport={"width": 1100, "height": 900}, java_script_enabled=False
    )
    walk = Walk(Watched(context.new_page(), demo.address), demo.environment)
    for step in steps_of(TUTORIAL):
        for line in step.lines:
            walk.take(line)
    assert walk.watched.strayed == []
    assert walk.watched.complaints == []
    context.close()
