from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise

from thriving.kernel.registry import Registry
from thriving.movement.models import Person

Text = str | Promise
Rows = Callable[[Person], Iterable[Mapping[str, Any]]]


def _nothing(_person: Person) -> Iterable[Mapping[str, Any]]:
    return ()


@dataclass(frozen=True)
class Known:
    """One table. A row is anybody's whom it names, by a link or by their random identifier."""

    model: str  # its label
    title: Text
    rows: Rows = _nothing
    columns: Mapping[str, Text] = field(default_factory=dict)  # of the rows that go into the file
    left_out: Text = ""  # why no row goes into the file
    forget: Callable[[Person], object] | None = None  # what must be done; what hangs from them goes by itself
    stays: Text = ""  # what of it stays when they have left, and why; empty: nothing


known = Registry[Known]("table that knows of people")


def declare(model: str, title: Text, **told: Any) -> Known:
    return known.add(model, Known(model, title, **told))


# Entries of the diary without which a check of numbers would no longer pass: their bodies are not erased.
needed = Registry[Q]("entries of the diary that a check needs")


def in_order() -> list[Known]:
    """The tables of lower packages first, each in the order of its name."""
    return list(known.values())
