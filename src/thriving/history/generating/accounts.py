"""What happens to accounts: rights given and taken, blocks, new names; and how one stood at any moment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

import numpy as np

from thriving.history.generating.chance import Chance, Numbers, Shares, Truths, fixed
from thriving.history.generating.people import DAY, Kind, People
from thriving.history.generating.plan import Piece

GROUPS = ("", "sysop", "bot", "patroller", "patroller,sysop")
BLOCKS = ("", "nocreate", "nocreate,noautoblock")
_SYSOP, _BOT, _PATROLLER, _BOTH = 1, 2, 3, 4
_AS_IT_WAS = -1
_RENAMED = 0.03  # of people, on all their wikis at once


class Change(IntEnum):
    GROUPS = 0
    BLOCKS = 1
    NAME = 2


@dataclass(frozen=True)
class Changes:
    """By account, then by time. ``to``: a place in GROUPS or BLOCKS; of a name, 1."""

    who: Numbers
    at: Numbers
    what: Numbers
    to: Numbers

    def __len__(self) -> int:
        return len(self.who)


@dataclass(frozen=True)
class Standings:
    """How accounts stood: for each first its beginning, then a row after each of its changes."""

    people: People
    changes: Changes

    @cached_property
    def who(self) -> Numbers:
        return self._spread(np.arange(len(self.people)), self.changes.who)

    @cached_property
    def groups(self) -> Numbers:
        return self._after(Change.GROUPS)

    @cached_property
    def blocks(self) -> Numbers:
        return self._after(Change.BLOCKS)

    @cached_property
    def is_renamed(self) -> Truths:
        return np.asarray(self._after(Change.NAME) == 1)

    def at(self, who: Numbers, when: Numbers) -> Numbers:
        """The rows in which these accounts stood at these moments, the change of the moment made."""
        return who + np.searchsorted(self._keys, _key(who, when), side="right")

    def now(self, values: Numbers) -> Numbers:
        """For each row what the last one of the same account has."""
        last = np.append(np.flatnonzero(np.diff(self.who)), len(self.who) - 1)
        return np.asarray(values[last][self.who])

    @property
    def after_changes(self) -> Numbers:
        """The row that each change led to."""
        return self.changes.who + np.arange(len(self.changes)) + 1

    @cached_property
    def _keys(self) -> Numbers:
        return _key(self.changes.who, self.changes.at)

    def _spread(self, firsts: Numbers, afters: Numbers) -> Numbers:
        rows = np.empty(len(firsts) + len(afters), dtype=np.int64)
        is_after = np.zeros(len(rows), dtype=bool)
        is_after[self.after_changes] = True
        rows[is_after], rows[~is_after] = afters, firsts
        return rows

    def _after(self, what: Change) -> Numbers:
        to = np.where(self.changes.what == what, self.changes.to, _AS_IT_WAS)
        rows = self._spread(np.zeros(len(self.people), dtype=np.int64), to)
        said = np.maximum.accumulate(np.where(rows == _AS_IT_WAS, 0, np.arange(len(rows))))
        return rows[said]


def _key(who: Numbers, when: Numbers) -> Numbers:
    return (who << 34) + when  # times fit into 34 bits until the year 2514


def changes_of(piece: Piece, people: People) -> Changes:
    chance = Chance(piece, "accounts")
    parts = [
        *_given_to_bots(piece, people),
        *_rights(piece, people, chance),
        *_blocked(piece, people, chance),
        _renamed(people),
    ]
    joined = np.concatenate(parts, axis=1)
    joined = joined[:, joined[1] < piece.until]
    # Two changes of one account in one second would be one row too many to tell apart.
    order = np.lexsort((joined[1], joined[0]))
    who, at, what, to = joined[:, order]
    clear = np.append(True, np.diff(_key(who, at)) > 0)
    return Changes(who[clear], at[clear], what[clear], to[clear])


def _rows(who: Numbers, at: Numbers, what: Change, to: Numbers | int) -> Numbers:
    return np.stack([who, at, np.full(len(who), what), np.broadcast_to(np.asarray(to, np.int64), who.shape)])


def _given_to_bots(piece: Piece, people: People) -> list[Numbers]:
    """A bot works for a day before it is one by group."""
    bots = people.of(Kind.GROUP_BOT)
    return [_rows(bots, np.minimum(people.began[bots] + DAY, piece.until - 1), Change.GROUPS, _BOT)]


def _rights(piece: Piece, people: People, chance: Chance) -> list[Numbers]:
    """Founders at once, veterans after some time; four of ten give them back."""
    veterans = people.veterans[people.veterans != 0]
    wait = chance.skewed(len(veterans), 500.0, 0.5) * DAY
    given = people.began[veterans] + wait.astype(np.int64)
    to = np.where(chance.some(len(veterans), 0.5), _PATROLLER, np.where(veterans % 2, _SYSOP, _BOTH))
    taken = given + (chance.skewed(len(veterans), 900.0, 0.5) * DAY).astype(np.int64)
    leaves = chance.some(len(veterans), 0.4)
    founder = np.zeros(1, dtype=np.int64)
    return [
        _rows(founder, founder + piece.start + 1, Change.GROUPS, _SYSOP),
        _rows(veterans, given, Change.GROUPS, to),
        _rows(veterans[leaves], taken[leaves], Change.GROUPS, 0),
    ]


def _blocked(piece: Piece, people: People, chance: Chance) -> list[Numbers]:
    """Some newcomers, within days; half of them have the block lifted."""
    brief = np.flatnonzero(~people.stays & (people.kind == Kind.PERSON))
    who = brief[chance.some(len(brief), _share_blocked(piece))]
    at = people.began[who] + chance.waits(len(who), 4.0 * DAY).astype(np.int64) + 60
    lifted, after = chance.some(len(who), 0.5), chance.skewed(len(who), 7.0, 0.8) * DAY
    to = 1 + (chance.even(len(who)) * 2).astype(np.int64)
    return [
        _rows(who, at, Change.BLOCKS, to),
        _rows(who[lifted], (at + after.astype(np.int64) + 1)[lifted], Change.BLOCKS, 0),
    ]


def _share_blocked(piece: Piece) -> float:
    return 0.06 + 0.02 * (piece.wiki % 3)


def _renamed(people: People) -> Numbers:
    """By the person alone, so that who is renamed is so on every wiki; on each when its log says so."""
    persons = people.of(Kind.PERSON)
    who = persons[is_ever_renamed(people.number[persons])]
    share: Shares = fixed(people.number[who], 7)
    return _rows(who, people.began[who] + 1 + (share * 700 * DAY).astype(np.int64), Change.NAME, 1)


def is_ever_renamed(number: Numbers) -> Truths:
    return fixed(number, 3) < _RENAMED
