"""Who is there: people, bots, and the many without a name; when they came, and how much they do."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np

from thriving.history.generating.chance import Chance, Numbers, Shares, Truths, fixed
from thriving.history.generating.plan import Piece
from thriving.history.generating.seasons import Seasons

DAY = 86_400
_TEMPORARY_SINCE = 0.85  # of a wiki's time: from then on nobody's address is shown
_OF_OTHERS = 0.3  # of the people of a wiki that is not the first
_BOTS = (False, False, False, True)  # by name alone? The first keeps watch
_MOST_PEOPLE = 100_000  # in a piece: what numbers of people are counted by


class Kind(IntEnum):
    PERSON = 0
    GROUP_BOT = 1
    NAME_BOT = 2
    ADDRESS = 3
    TEMPORARY = 4


class MadeBy(IntEnum):
    SELF = 0
    SYSTEM = 1
    PEER = 2
    NOBODY = 3


@dataclass(frozen=True)
class People:
    """A row each. ``number`` is the same for one person on all wikis; 0 for those without a name.

    ``length``: seconds of busy time from the first edit to the last. The first row is who founded it all.
    """

    kind: Numbers
    number: Numbers
    began: Numbers
    made_by: Numbers
    stays: Truths
    length: Shares
    weight: Shares

    def __len__(self) -> int:
        return len(self.kind)

    def of(self, *kinds: Kind) -> Numbers:
        return np.flatnonzero(np.isin(self.kind, kinds))

    @property
    def has_account(self) -> Truths:
        return np.asarray(self.kind != Kind.ADDRESS)

    @property
    def veterans(self) -> Numbers:
        """Those who stay and do most, by when they came."""
        stay = np.flatnonzero(self.stays & (self.kind == Kind.PERSON))
        most = stay[np.argsort(-self.weight[stay], kind="stable")[:30]]
        return np.asarray(most[np.argsort(self.began[most], kind="stable")])


def people_of(piece: Piece) -> People:
    parts = (_persons(piece), _bots(piece), _nameless(piece))
    joined = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts]) for field in fields(People)
    }
    return People(**joined)


def _persons(piece: Piece) -> People:
    chance, count = Chance(piece, "persons"), max(8, piece.events * 4 // 100)
    number, began = _numbers(piece, count), Seasons(piece).arrivals(chance.even(count))
    made_by = np.searchsorted([0.7, 0.95], chance.even(count), side="right")
    guests = _guests(piece, count)
    number[1 : len(guests) + 1] = guests.number
    began[1 : len(guests) + 1] = np.maximum(began[1 : len(guests) + 1], guests.began + 1)
    made_by[1 : len(guests) + 1] = MadeBy.SYSTEM
    began[0], made_by[0] = piece.start, MadeBy.SELF
    stays = chance.even(count) < _chance_to_stay(piece, began)
    stays[0] = True
    length, weight = _activity(chance, count, stays, most=max(40, piece.events / 150))
    length[0], weight[0] = piece.until - piece.start, weight.max()
    # Who comes late has less time, and does less.
    room = np.clip((piece.until - began) / length, 0, 1)
    return People(
        np.full(count, Kind.PERSON), number, began, made_by, stays, length, weight * np.maximum(room, 1e-3)
    )


def _guests(piece: Piece, count: int) -> People:
    """People of the first wiki who come here too."""
    if piece.wiki == 0:
        return _nobody()
    home = _persons(piece.plan.home(piece.block))
    free = np.flatnonzero(home.began[1:] < piece.until - DAY) + 1
    order = np.argsort(fixed(home.number[free], piece.wiki), kind="stable")
    return _taken(home, free[order[: int(_OF_OTHERS * count)]])


def _nobody() -> People:
    none = np.zeros(0, dtype=np.int64)
    return People(none, none, none, none, none.astype(bool), none.astype(float), none.astype(float))


def _taken(people: People, places: Numbers) -> People:
    return People(**{field.name: getattr(people, field.name)[places] for field in fields(People)})


def _chance_to_stay(piece: Piece, began: Numbers) -> Shares:
    """It rises and falls over the years, and more on one wiki than on another."""
    years = (began - piece.start) / (365.25 * DAY)
    wave = 1 + 0.35 * np.sin(years * 1.1 + piece.wiki)
    return np.asarray((0.16 + 0.04 * (piece.wiki % 3)) * wave * np.exp(-0.02 * years))


def _activity(chance: Chance, count: int, stays: Truths, *, most: float) -> tuple[Shares, Shares]:
    brief = np.where(
        chance.some(count, 0.8), chance.waits(count, 2 * 3600.0), chance.waits(count, 12.0 * DAY)
    )
    long = np.minimum(45.0 * DAY * chance.heavy(count, 0.9), 30 * 365.0 * DAY)
    little, much = chance.even(count) ** 2 * 3, np.minimum(6 * chance.heavy(count, 0.95), most)
    return np.where(stays, long, brief) + 60, np.where(stays, much, little) + 0.01


def _bots(piece: Piece) -> People:
    chance, count = Chance(piece, "bots"), len(_BOTS)
    began = Seasons(piece).arrivals(chance.even(count) * 0.6)
    began[0] = piece.start
    return People(
        kind=np.where(np.array(_BOTS), Kind.NAME_BOT, Kind.GROUP_BOT).astype(np.int64),
        number=_numbers(piece, count) + _MOST_PEOPLE - count,
        began=began,
        made_by=np.full(count, MadeBy.SELF, dtype=np.int64),
        stays=np.ones(count, dtype=bool),
        length=(piece.until - began).astype(np.float64),
        weight=1 / (1.0 + np.arange(count)),
    )


def _nameless(piece: Piece) -> People:
    """Addresses, and since there are temporary accounts, those: each for some days."""
    chance, count = Chance(piece, "nameless"), max(4, piece.events * 4 // 100)
    began = Seasons(piece).arrivals(chance.even(count))
    since = piece.start + _TEMPORARY_SINCE * (piece.until - piece.start)
    is_temporary = began >= since
    return People(
        kind=np.where(is_temporary, Kind.TEMPORARY, Kind.ADDRESS).astype(np.int64),
        number=np.zeros(count, dtype=np.int64),
        began=began,
        made_by=np.where(is_temporary, MadeBy.SYSTEM, MadeBy.NOBODY).astype(np.int64),
        stays=np.zeros(count, dtype=bool),
        length=chance.waits(count, 3.0 * DAY) + 60,
        weight=chance.heavy(count, 1.5),
    )


def _numbers(piece: Piece, count: int) -> Numbers:
    first = (piece.wiki * 1_000_000 + piece.block) * _MOST_PEOPLE + 1
    return np.arange(first, first + count, dtype=np.int64)
