"""Things that packages declare by name at start-up: one mapping for each sort of thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")


class Registry(Mapping[str, T]):
    """Named things of one sort, in alphabetical order whoever declared them first."""

    def __init__(self, sort: str) -> None:
        self.sort = sort
        self._things: dict[str, T] = {}

    def add(self, name: str, thing: T) -> T:
        if name in self._things:
            raise ValueError(f"the {self.sort} {name} is declared twice")
        self._things[name] = thing
        return thing

    @contextmanager
    def temporarily(self, name: str, thing: T) -> Iterator[T]:
        """Have ``thing`` inside the block only: for tests."""
        self.add(name, thing)
        try:
            yield thing
        finally:
            del self._things[name]

    def __getitem__(self, name: str) -> T:
        try:
            return self._things[name]
        except KeyError:
            raise KeyError(f"there is no {self.sort} {name}") from None

    def __contains__(self, name: object) -> bool:
        return name in self._things

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._things))

    def __len__(self) -> int:
        return len(self._things)
