"""All records of grants and safety at one size, and what asking for them costs."""

from __future__ import annotations

import gc
from collections.abc import Iterator

from bench import machine
from bench.beside import keep_a_copy
from bench.granting import applying, paying, protecting, readers, reviewing
from bench.granting.asking import Both, costs, twins
from bench.granting.steps import FEW, MANY, Size

MOST = 1.5


def fill(size: Size) -> None:
    """As many as asked for: what is there already stays."""
    readers.fill(size)
    protecting.fill(size)
    applying.fill(size)
    reviewing.fill()
    paying.fill()
    machine.look_around()


def run(many: Size = MANY) -> Iterator[tuple[str, Both]]:
    fill(FEW)
    few = keep_a_copy()
    fill(many)
    gc.collect()
    gc.freeze()  # what filling left behind, and no server would have: no request waits for it
    yield from costs(few)
    yield from twins(few)
