"""All records of grants and safety at one size, and what asking for them costs."""

from __future__ import annotations

import re
from typing import NamedTuple

from bench import machine
from bench.granting import applying, paying, protecting, readers, reviewing
from bench.granting.asking import Cost, costs, twins
from bench.granting.steps import FEW, MANY, Size

MOST = 1.5
_FURTHER = re.compile(r"(?: \w+)? (?:middle|last)$")


def fill(size: Size) -> None:
    """As many as asked for: what is there already stays."""
    readers.fill(size)
    protecting.fill(size)
    applying.fill(size)
    reviewing.fill()
    paying.fill()
    machine.look_around()


class Found(NamedTuple):
    """Each among few, and among many. A list that has no other pages among few is compared with its first."""

    pages: dict[str, tuple[Cost, Cost]]
    twins: dict[str, tuple[Cost, Cost]]


def run(many: Size = MANY) -> Found:
    fill(FEW)
    few, few_rows = dict(costs()), dict(twins())
    fill(many)
    pages = {name: (few.get(name) or few[_FURTHER.sub("", name)], found) for name, found in costs()}
    return Found(pages, {name: (few_rows[name], found) for name, found in twins()})
