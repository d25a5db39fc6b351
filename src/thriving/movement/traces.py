"""What affiliates and communities have left as evidence: told by packages above, shown on their pages."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from thriving.kernel.registry import Registry
from thriving.kernel.words import Words


@dataclass(frozen=True)
class Trace:
    """How many records one measure counts, and where they can be opened. Never of persons."""

    title: Words
    records: int
    address: str


Teller = Callable[[Any, str, str], Iterable[Trace]]  # the reader, "affiliate" or "community", its key

tellers = Registry[Teller]("teller of traces")


def left_by(reader: Any, sort: str, key: str) -> list[Trace]:
    """In the words of whoever tells them; only what the reader may open."""
    return [trace for tell in tellers.values() for trace in tell(reader, sort, key)]
