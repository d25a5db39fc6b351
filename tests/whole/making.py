"""What fixtures make, made once for many tests: by themselves they serve one test alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from inspect import isgenerator, signature
from typing import Any

from tests import conftest


@contextmanager
def of(fixtures: Mapping[str, Any], *names: str) -> Iterator[dict[str, Any]]:
    """The cast and all that ``names`` ask for, by name. They ask for nothing but the cast and each other."""
    with ExitStack() as until:
        made = {"db": None, "cast": conftest.cast.__wrapped__(None)}
        for name in filter(None, names):
            _make(name, fixtures, made, until)
        yield made


def _make(name: str, fixtures: Mapping[str, Any], made: dict[str, Any], until: ExitStack) -> Any:
    if name not in made:
        function = fixtures[name].__wrapped__
        asked = {each: _make(each, fixtures, made, until) for each in signature(function).parameters}
        value = function(**asked)
        made[name] = until.enter_context(contextmanager(lambda: value)()) if isgenerator(value) else value
    return made[name]
