from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

import pyarrow as pa

from thriving.history.generating.history import History
from thriving.history.generating.naming import Texts


@dataclass(frozen=True)
class Part:
    """What one piece adds to a file, whose name does not say yet how it is packed."""

    name: str
    content: bytes | pa.Buffer


class Form(Protocol):
    def parts(self, history: History) -> Iterable[Part]: ...


def content(lines: Texts) -> pa.Buffer:
    """Texts lie one behind the other as they are: lines with their ends are a file already."""
    _, offsets, values = lines.buffers()
    whole = memoryview(offsets).cast("i")
    begin, end = whole[lines.offset], whole[lines.offset + len(lines)]
    return values.slice(begin, end - begin)
