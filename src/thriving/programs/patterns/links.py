"""What leads to a learning pattern: reports, boxes and experiments of other packages name it by its key.

A package that does so adds one function, which tells the page of a pattern where it is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from thriving.kernel.registry import Registry
from thriving.kernel.words import Words


@dataclass(frozen=True)
class Link:
    """One thing that names the pattern: what sort of thing it is, its title, and its page."""

    sort: str | Promise
    title: str | Promise | Words
    address: str


Linker = Callable[[Any, str], Iterable[Link]]  # who reads, and the key of the pattern

linkers = Registry[Linker]("linker of learning patterns")


def links_to(reader: Any, key: str) -> list[Link]:
    return [link for linker in linkers.values() for link in linker(reader, key)]
