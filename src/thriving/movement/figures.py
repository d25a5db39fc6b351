"""What is counted in a region: told by packages above, shown on the region's page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from thriving.kernel.registry import Registry
from thriving.kernel.words import Words


@dataclass(frozen=True)
class Figure:
    """A number as its reader may see it, in words ("88", "fewer than 10"), and where it can be opened."""

    title: Words
    value: str
    address: str


Teller = Callable[[Any, str, str], Iterable[Figure]]  # the reader, the key of the scheme, that of the region

tellers = Registry[Teller]("teller of figures")


def of_region(reader: Any, scheme: str, region: str) -> list[Figure]:
    return [figure for tell in tellers.values() for figure in tell(reader, scheme, region)]
