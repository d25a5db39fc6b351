"""What is counted through an author's edits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from thriving.history.generating.chance import Numbers
from thriving.history.generating.history import History


@dataclass(frozen=True)
class Counted:
    """``place`` among the author's edits, from 1, and seconds ``since`` the one before, by edit.

    ``first``: by row of the people, when the first edit was; 0 where there is none.
    """

    place: Numbers
    since: Numbers
    first: Numbers


def counted(history: History) -> Counted:
    edits, count = history.edits, len(history.edits)
    order = np.lexsort((edits.rank, edits.by))
    who, at = edits.by[order], edits.at[order]
    begins = np.append(True, np.diff(who) > 0)
    starts = np.flatnonzero(begins)
    place, since = np.empty(count, dtype=np.int64), np.empty(count, dtype=np.int64)
    place[order] = np.arange(count) - np.repeat(starts, np.diff(np.append(starts, count))) + 1
    since[order] = np.where(begins, 0, at - np.roll(at, 1))
    first = np.zeros(len(history.people), dtype=np.int64)
    first[who[starts]] = at[starts]
    return Counted(place, since, first)
