"""Who edits which page when, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from thriving.history.generating.chance import Chance, Numbers, Shares, Truths, fixed
from thriving.history.generating.people import Kind, People
from thriving.history.generating.plan import Piece
from thriving.history.generating.reverting import Reverts, reverts
from thriving.history.generating.seasons import Seasons

_BY_BOTS, _BY_NAMELESS = 0.16, 0.14  # of the edits
_IN_A_SESSION = 3  # edits
_WATCH = 0.4  # of the reverts a bot makes
_FEWEST_BYTES = 20


@dataclass(frozen=True)
class Edits:
    """Page after page, in the order of time. ``page`` counts from 0; ``rank`` is the order in the piece."""

    at: Numbers
    by: Numbers
    page: Numbers
    position: Numbers  # in the page, from 0
    rank: Numbers
    bytes: Numbers
    reverts: Reverts

    def __len__(self) -> int:
        return len(self.at)

    @property
    def is_first(self) -> Truths:
        return np.asarray(self.position == 0)

    @property
    def pages(self) -> int:
        return int(self.is_first.sum())

    @property
    def firsts(self) -> Numbers:
        """For each page the place of its first edit."""
        return np.flatnonzero(self.is_first)

    @property
    def lasts(self) -> Numbers:
        return np.append(self.firsts[1:], len(self)) - 1

    def before(self, values: Numbers) -> Numbers:
        """Of the edit before on the page; 0 for a first one."""
        return np.where(self.is_first, 0, np.roll(values, 1))


def edits_of(piece: Piece, people: People, count: int, *, pages: int) -> Edits:
    """So many edits of so many pages, each after its author came and its page was made."""
    chance = Chance(piece, "edits")
    by = _authors(chance, people, count)
    at = _times(Seasons(piece), chance, people, by)
    order = np.argsort(at, kind="stable")
    at, by = at[order], by[order]
    page = _pages(chance, people.kind[by], pages)
    order = np.argsort(page, kind="stable")
    at, by, page = at[order], by[order], page[order]
    position, length = _positions(page)
    found = reverts(position, length, _doubt(people, by, at), chance)
    edits = Edits(at, by, page, position, np.zeros(count, dtype=np.int64), _sizes(chance, page, found), found)
    return _ranked(_answered(edits, people, chance))


def _authors(chance: Chance, people: People, count: int) -> Numbers:
    bots, nameless = int(count * _BY_BOTS), int(count * _BY_NAMELESS)
    return np.concatenate(
        [
            _some(chance, people, bots, Kind.GROUP_BOT, Kind.NAME_BOT),
            _some(chance, people, nameless, Kind.ADDRESS, Kind.TEMPORARY),
            _some(chance, people, count - bots - nameless, Kind.PERSON),
        ]
    )


def _some(chance: Chance, people: People, count: int, *kinds: Kind) -> Numbers:
    among = people.of(*kinds)
    return among[chance.chosen(count, people.weight[among])]


def _times(seasons: Seasons, chance: Chance, people: People, by: Numbers) -> Numbers:
    """In sessions; the first soon after one came, the later ones ever rarer."""
    sessions = np.maximum(1, np.bincount(by, minlength=len(people)) // _IN_A_SESSION)[by]
    session = (chance.even(len(by)) * sessions).astype(np.int64)
    through = np.where(session == 0, 0, fixed(by, session, seasons.piece.block)) ** 1.3
    within = chance.waits(len(by), 900.0)
    return seasons.later(people.began[by], people.length[by] * through + within)


def _pages(chance: Chance, kinds: Numbers, pages: int) -> Numbers:
    """Each page is there from its first edit on; the older, the more it is edited."""
    count = len(kinds)
    makes = chance.even(count) + np.where(np.isin(kinds, (Kind.ADDRESS, Kind.TEMPORARY)), 0.5, 0)
    makes[0] = -1
    made = np.zeros(count, dtype=bool)
    made[np.argsort(makes, kind="stable")[:pages]] = True
    so_far = np.cumsum(made)
    return np.where(made, so_far - 1, (so_far * chance.even(count) ** 2.2).astype(np.int64))


def _positions(page: Numbers) -> tuple[Numbers, Numbers]:
    lengths = np.bincount(page)
    begins = np.cumsum(lengths) - lengths
    return np.arange(len(page)) - begins[page], lengths[page]


def _doubt(people: People, by: Numbers, at: Numbers) -> Shares:
    """The edits of the nameless and of newcomers are undone more often."""
    kind, is_new = people.kind[by], at - people.began[by] < 30 * 86_400
    nameless = np.isin(kind, (Kind.ADDRESS, Kind.TEMPORARY))
    bot = np.isin(kind, (Kind.GROUP_BOT, Kind.NAME_BOT))
    return np.select([nameless, bot, is_new], [0.85, 0.05, 0.55], default=0.18)


def _answered(edits: Edits, people: People, chance: Chance) -> Edits:
    """Reverts follow soon, by those who watch; who was undone and insists answers too."""
    at, steps = edits.at.copy(), range(1, int(edits.reverts.step.max()) + 1)
    soon = (20 + chance.skewed(len(at), 900, 1.1)).astype(np.int64)
    answers = [np.flatnonzero(edits.reverts.is_revert & (edits.reverts.step == step)) for step in steps]
    for rows in answers:
        at[rows] = np.minimum(at[rows], at[rows - 1] + soon[rows])
    by, watches = edits.by.copy(), _watching(at, people, chance)
    for rows in answers:
        before = edits.reverts.base[rows]
        by[rows] = np.where(edits.reverts.undone_by[before] >= 0, by[before], watches[rows])
    return replace(edits, at=at, by=by)


def _watching(at: Numbers, people: People, chance: Chance) -> Numbers:
    """For each edit a veteran who had come by then, or the bot that keeps watch."""
    veterans, bot = people.veterans, people.of(Kind.GROUP_BOT)[0]
    there = np.searchsorted(people.began[veterans], at - 86_400)
    some = veterans[(chance.even(len(at)) * there).astype(np.int64)]
    return np.where(chance.some(len(at), _WATCH) | (there == 0), bot, some)


def _sizes(chance: Chance, page: Numbers, found: Reverts) -> Numbers:
    """Pages grow; a text that came back is as long as it was."""
    count = len(page)
    changes = chance.skewed(count, 60, 0.9).clip(1, 50_000)
    changes = np.where(chance.some(count, 0.27), -0.6 * changes, changes)
    lasting = np.cumsum(np.where(found.stands, changes, 0).astype(np.int64))
    position, _ = _positions(page)
    first = np.flatnonzero(position == 0)
    grown = lasting - (lasting[first] - np.abs(changes[first]).astype(np.int64))[page]
    passing = np.where(found.stands, 0, changes).astype(np.int64)
    sizes = np.maximum(grown + passing, _FEWEST_BYTES)
    return np.asarray(sizes[found.base])


def _ranked(edits: Edits) -> Edits:
    order = np.argsort(edits.at, kind="stable")
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return replace(edits, rank=rank)
