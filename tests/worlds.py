"""Worlds that take long to make: one stands as long as tests that ask for it follow each other.

Each is asked for by a fixture of a module, which comes before what a test undoes by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager, ExitStack
from typing import Any

_worlds: dict[str, tuple[Any, ExitStack]] = {}


def stands(fixture: str, make: Callable[[], AbstractContextManager[Any]]) -> Any:
    """What ``make`` gives, or gave to the test before, for the fixture of this name."""
    if fixture not in _worlds:
        with ExitStack() as until:
            _worlds[fixture] = until.enter_context(make()), until.pop_all()
    return _worlds[fixture][0]


def let_go(unless: Collection[str] = ()) -> None:
    """Undo each, unless its fixture is among these: those that the next test asks for."""
    for fixture in [each for each in _worlds if each not in unless]:
        _worlds.pop(fixture)[1].close()
