"""What shall be made up: how much, when, from which seed; and how it falls into pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from thriving.history.failures import HistoryError

Number = TypeVar("Number", int, npt.NDArray[np.int64])
MOST_WIKIS = 99
_IN_A_WIKI = 100  # events at least, or there is nobody in it
_FEWEST_DAYS = 28


@dataclass(frozen=True)
class Plan:
    """``until`` is left out; both days are the first of a month, since snapshots are of whole months.

    The same plan describes the same history in every form. ``in_a_piece``: so many events at most are made
    and held at a time by one process; another number is another history.
    """

    events: int
    wikis: int = 3
    seed: int = 1
    start: date = date(2010, 1, 1)
    until: date = date(2025, 1, 1)
    in_a_piece: int = 100_000

    def __post_init__(self) -> None:
        if not 1 <= self.wikis <= MOST_WIKIS:
            raise HistoryError(f"There can be 1 to {MOST_WIKIS} wikis, not {self.wikis}.")
        if self.events < self.wikis * _IN_A_WIKI:
            raise HistoryError(
                f"{self.events} events are too few for {self.wikis} wikis: at least {_IN_A_WIKI} for each."
            )
        if self.start.day != 1 or self.until.day != 1:
            raise HistoryError("A history begins and ends with the first day of a month.")
        if (self.until - self.start).days < _FEWEST_DAYS:
            raise HistoryError(f"A history until {self.until} cannot begin on {self.start}.")
        if self.seed < 0:
            raise HistoryError(f"A seed is 0 or more, not {self.seed}.")

    @property
    def snapshot(self) -> str:
        """The last month that is whole, as the publisher names it."""
        return f"{self.until - timedelta(days=1):%Y-%m}"

    @property
    def pieces(self) -> Sequence[Piece]:
        """In the order in which they are written: wiki after wiki."""
        return tuple(piece for wiki in range(self.wikis) for piece in self.of(wiki))

    def of(self, wiki: int) -> Sequence[Piece]:
        events = self._shares[wiki]
        blocks = -(-events // self.in_a_piece)
        ends = [events * (block + 1) // blocks for block in range(blocks)]
        return tuple(
            Piece(self, wiki, block, blocks, end - begin)
            for block, (begin, end) in enumerate(zip([0, *ends], ends, strict=False))
        )

    @property
    def _shares(self) -> Sequence[int]:
        """The first wiki is the largest, the second half as large, the third a third, and so on."""
        free = self.events - self.wikis * _IN_A_WIKI
        weights = [1 / (wiki + 1) for wiki in range(self.wikis)]
        shares = [_IN_A_WIKI + int(free * weight / sum(weights)) for weight in weights]
        return [shares[0] + self.events - sum(shares), *shares[1:]]

    def home(self, block: int) -> Piece:
        """The piece of the first wiki in which the people live who are also in this piece of another."""
        home = self.of(0)
        return home[block % len(home)]


@dataclass(frozen=True)
class Piece:
    """Pages and people of one wiki that keep to themselves, so that each piece is made without the others.

    The second half of the time has more wikis than the first: each begins somewhat later.
    """

    plan: Plan
    wiki: int
    block: int
    blocks: int  # of this wiki
    events: int

    @property
    def wiki_db(self) -> str:
        return name_of(self.wiki)

    @property
    def start(self) -> int:
        """Seconds since 1970, as all times here."""
        whole = self.until - moment(self.plan.start)
        return moment(self.plan.start) + int(whole * min(0.3, 0.06 * self.wiki))

    @property
    def until(self) -> int:
        return moment(self.plan.until)

    def number(self, rank: Number) -> Number:
        """Numbers of pages, people, revisions: in turn the pieces', so that revisions' rise with time."""
        return rank * self.blocks + self.block + 1


def name_of(wiki: int) -> str:
    """No real wiki is called so."""
    return f"synthetic{wiki + 1:02}wiki"


def moment(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
