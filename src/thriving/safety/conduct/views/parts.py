"""What pages show of a text: its paragraphs and headings, in the direction of its language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from thriving.safety.conduct.difference import BREAK, Change, Kind
from thriving.safety.conduct.models import Text
from thriving.ui import cldr

_HEADING = "#"
FEW = 2  # paragraphs in a row that are the same are folded away from here on


@dataclass(frozen=True)
class Block:
    text: str
    is_heading: bool


@dataclass(frozen=True)
class Shown:
    """A text as a page shows it."""

    text: Text
    binds: bool
    blocks: tuple[Block, ...]

    @property
    def direction(self) -> str:
        return cldr.direction_of(self.text.language)


@dataclass(frozen=True)
class Passage:
    """Some paragraphs in a row: all the same, or one that is not."""

    kind: Kind
    changes: tuple[Change, ...]

    @property
    def is_folded(self) -> bool:
        return self.kind is Kind.SAME and len(self.changes) >= FEW

    @property
    def unchanged(self) -> tuple[Block, ...]:
        return tuple(_block(each.after) for each in self.changes) if self.kind is Kind.SAME else ()


def shown(text: Text, *, binds: bool) -> Shown:
    return Shown(text, binds, tuple(_block(each) for each in text.text.split(BREAK)))


def passages(changes: list[Change]) -> Iterator[Passage]:
    for kind, row in groupby(changes, key=lambda each: each.kind):
        together = tuple(row)
        if kind is Kind.SAME:
            yield Passage(kind, together)
        else:
            yield from (Passage(kind, (each,)) for each in together)


def _block(paragraph: str) -> Block:
    if paragraph.startswith(_HEADING) and "\n" not in paragraph:
        return Block(paragraph.lstrip(_HEADING).strip(), is_heading=True)
    return Block(paragraph, is_heading=False)
