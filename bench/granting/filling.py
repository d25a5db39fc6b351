"""All records of grants and safety at one size, and what asking for them costs."""

from __future__ import annotations

from bench import machine
from bench.granting import applying, paying, protecting, readers, reviewing
from bench.granting.asking import Cost, costs
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


def run(many: Size = MANY, only: str = "") -> dict[str, tuple[Cost, Cost]]:
    """What each page costs among few, and among many."""
    fill(FEW)
    few = dict(costs(only))
    fill(many)
    return {name: (few[name], found) for name, found in costs(only)}
