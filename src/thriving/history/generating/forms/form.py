from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from thriving.history.generating.history import History
from thriving.history.generating.naming import Texts, names
from thriving.history.generating.people import Kind


@dataclass(frozen=True)
class Part:
    """What one piece adds to a file, whose name does not say yet how it is packed."""

    name: str
    content: bytes | pa.Buffer
    is_packed: bool = True


BOTS = "bots.txt"


class Form(Protocol):
    """``compressions``: those in which it can be read again."""

    @property
    def compressions(self) -> tuple[str, ...]: ...

    def parts(self, history: History) -> Iterable[Part]: ...


def content(lines: Texts) -> pa.Buffer:
    """Texts lie one behind the other as they are: lines with their ends are a file already."""
    _, offsets, values = lines.buffers()
    whole = memoryview(offsets).cast("i")
    begin, end = whole[lines.offset], whole[lines.offset + len(lines)]
    return values.slice(begin, end - begin)


def bots_of(history: History) -> bytes:
    """Their names, one a line, of those who are bots by group."""
    bots = history.people.of(Kind.GROUP_BOT)
    return "".join(f"{name}\n" for name in names(history).take(pa.array(bots)).to_pylist()).encode()
