"""Which tests call a function, and in which order to ask them whether a change in it is noticed: see `warm`.

Who never calls it cannot notice. Before each test functions forget what they remember, so that each calls
what it needs. What is called only for a fixture that several tests share, all may notice.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from time import process_time
from types import CodeType, FrameType
from typing import Any

import pytest

Remembering = type(cache(str))


def name_of(code: CodeType) -> str:
    """The same before and after a change, and in each process."""
    return f"{code.co_filename}:{code.co_firstlineno}:{code.co_qualname}"


class Reached:
    def __init__(self, files: Collection[str]) -> None:
        self.files = files
        self.by_test: dict[str, set[str]] = {}  # the functions that each test called when nothing was changed
        self.seconds: dict[str, float] = {}
        self.noticed = Counter[str]()  # how many changes each test noticed so far
        self.remembering: list[Any] = []
        self.listens = False
        self.shared: set[str] = set()
        self._heard: set[str] = set()

    def choose(self, items: Iterable[pytest.Item], names: set[str] | None) -> list[pytest.Item]:
        """Of tests those that may notice a change in one of these functions, the most promising first."""
        able = [item for item in items if names is None or self._may_reach(item.nodeid, names)]
        return sorted(able, key=self._turn)

    def _turn(self, item: pytest.Item) -> tuple[bool, int, float]:
        commits = "transactional_db" in getattr(item, "fixturenames", ())  # what is put back comes last
        return commits, -self.noticed[item.nodeid], self.seconds.get(item.nodeid, 0)

    def _may_reach(self, test: str, names: set[str]) -> bool:
        return test not in self.by_test or not names.isdisjoint(self.by_test[test] | self.shared)

    def listen(self) -> None:
        """From now on, to the end of this process, what each test calls is written down."""
        self.listens = True

    @contextmanager
    def by(self, item: pytest.Item) -> Iterator[None]:
        for each in self.remembering:
            each.cache_clear()
        began, self._heard = process_time(), set()
        if self.listens:
            _call_back(self._note)
        yield
        _call_back(None)
        if self.listens:
            self.by_test[item.nodeid] = self._heard
            self.seconds[item.nodeid] = process_time() - began

    def _note(self, frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call" and frame.f_code.co_filename in self.files:
            self._heard.add(name_of(frame.f_code))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        before = set(self._heard)
        result = yield
        if fixturedef.scope != "function":
            self.shared |= self._heard - before
        return result

    def told(self, failed: str) -> bytes:
        """A line, for the process above."""
        heard = [
            sorted(self.shared),
            {test: sorted(names) for test, names in self.by_test.items()},
            self.seconds,
        ]
        return json.dumps([failed, *(heard if self.listens else ())]).encode() + b"\n"

    def learn(self, answer: bytes) -> bool:
        """Whether a test failed, from what the child told, or did not live to tell."""
        if not answer.endswith(b"\n"):
            return True
        failed, *heard = json.loads(answer)
        if failed:
            self.noticed[failed] += 1
        elif heard:
            shared, by_test, seconds = heard
            self.shared |= set(shared)
            self.by_test |= {test: set(names) for test, names in by_test.items()}
            self.seconds |= seconds
        return bool(failed)


def _call_back(note: Any) -> None:
    sys.setprofile(note)
    threading.setprofile(note)
