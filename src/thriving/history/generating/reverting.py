"""Quarrels: short runs of a page's revisions in which texts come back, judged by the engine's own rule."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from thriving.history.generating.chance import Chance, Numbers, Shares, Truths
from thriving.history.readers.reverts import verdicts

# A letter is a text; the first stands already. The weights are how often they happen.
_QUARRELS = {"ABA": 0.72, "ABCA": 0.14, "ABABA": 0.08, "ABCBA": 0.03, "ABACA": 0.03}
LONGEST = 6  # revisions of a page among which there is at most one quarrel
_NOBODY = -1


@dataclass(frozen=True)
class _Letter:
    """A revision as the rule sees it."""

    id: int
    parent: int | None
    sha1: str | None


@dataclass(frozen=True)
class Reverts:
    """By revision, page after page. ``base``: the first with the same text, itself where it is new.

    ``undone_by``: the place of the revert, or -1. ``step``: how far into a quarrel; 0 outside of one.
    ``stands``: the text is neither undone nor brought back.
    """

    base: Numbers
    undone_by: Numbers
    is_revert: Truths
    step: Numbers
    stands: Truths


def reverts(position: Numbers, length: Numbers, doubt: Shares, chance: Chance) -> Reverts:
    """``position`` in the page, ``length`` of the page, ``doubt``: how likely an edit is undone."""
    starts = np.flatnonzero((position % LONGEST == 0) & (position + LONGEST <= length))
    count = len(starts)
    kind = chance.chosen(count, _WEIGHTS) if count else np.zeros(0, dtype=np.int64)
    starts = starts + (chance.even(count) * (LONGEST - _LENGTHS[kind] + 1)).astype(np.int64)
    begins = chance.even(count) < doubt[starts + 1]
    return _laid(len(position), starts[begins], kind[begins])


def _laid(count: int, starts: Numbers, kind: Numbers) -> Reverts:
    base = np.arange(count, dtype=np.int64)
    undone_by, step = np.full(count, _NOBODY), np.zeros(count, dtype=np.int64)
    is_revert, stands = np.zeros(count, dtype=bool), np.ones(count, dtype=bool)
    for place in range(1, LONGEST):
        within = _LENGTHS[kind] > place
        rows, what = starts[within] + place, kind[within]
        base[rows] = starts[within] + _BASES[what, place]
        undone = _UNDONE_BY[what, place]
        undone_by[rows] = np.where(undone == _NOBODY, _NOBODY, starts[within] + undone)
        is_revert[rows], step[rows], stands[rows] = _IS_REVERT[what, place], place, False
    return Reverts(base, undone_by, is_revert, step, stands)


def _judged(letters: str) -> tuple[list[int], list[int], list[bool]]:
    found = verdicts([_Letter(place + 1, place or None, letter) for place, letter in enumerate(letters)])
    undone = [_NOBODY if one.reverted_by is None else one.reverted_by for one in found]
    return [letters.index(letter) for letter in letters], undone, [one.is_revert for one in found]


def _table(rows: list[list[int]]) -> Numbers:
    return np.array([row + [0] * (LONGEST - len(row)) for row in rows], dtype=np.int64)


_LENGTHS = np.array([len(letters) for letters in _QUARRELS], dtype=np.int64)
_WEIGHTS = np.array(list(_QUARRELS.values()))
_VERDICTS = [_judged(letters) for letters in _QUARRELS]
_BASES = _table([bases for bases, _, _ in _VERDICTS])
_UNDONE_BY = _table([undone for _, undone, _ in _VERDICTS])
_IS_REVERT = _table([[int(each) for each in are] for _, _, are in _VERDICTS]).astype(bool)
