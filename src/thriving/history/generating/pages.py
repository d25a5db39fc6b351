"""What becomes of pages: some are moved, some deleted, and of those some restored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from thriving.history.generating.chance import Chance, Numbers, Shares, Truths, fixed
from thriving.history.generating.editing import Edits
from thriving.history.generating.people import DAY
from thriving.history.generating.plan import Piece

MAIN, USER, FILE, MEDIAWIKI = 0, 2, 6, 8  # MediaWiki's own numbers
NAMESPACES = {
    MAIN: "",
    1: "Talk",
    USER: "User",
    3: "User talk",
    4: "Project",
    FILE: "File",
    MEDIAWIKI: "MediaWiki",
    10: "Template",
    12: "Help",
    14: "Category",
}
_SHARES = (0.6, 0.1, 0.06, 0.1, 0.05, 0.02, 0.01, 0.03, 0.01, 0.02)  # of the pages, in the same order
_REDIRECTS, _DELETED, _RESTORED = 0.07, 0.05, 0.1
_MUCH_EDITED = 25  # so many edits, and a page is not deleted any more
_NEVER = 0


class Event(IntEnum):
    CREATE = 0
    MOVE = 1
    DELETE = 2
    RESTORE = 3


@dataclass(frozen=True)
class Log:
    """By time."""

    page: Numbers
    at: Numbers
    what: Numbers

    def __len__(self) -> int:
        return len(self.page)


@dataclass(frozen=True)
class Pages:
    """A row each. ``deleted``: when, or 0. ``before``: the namespace before the move, if there was one."""

    namespace: Numbers
    before: Numbers
    is_redirect: Truths
    created: Numbers
    moved: Numbers
    deleted: Numbers
    log: Log

    def __len__(self) -> int:
        return len(self.namespace)

    def state(self, page: Numbers, when: Numbers) -> Numbers:
        """A row of twice as many: as the page was before its move, and from then on."""
        moved = self.moved[page]
        is_now: Truths = (moved == _NEVER) | (when >= moved)
        return page * 2 + is_now.astype(np.int64)


def pages_of(piece: Piece, edits: Edits, events: int) -> Pages:
    """``events``: so many moves, deletions and restorations together."""
    chance, count = Chance(piece, "pages"), edits.pages
    namespace = namespaces(np.arange(count), piece.block)
    created, last = edits.at[edits.firsts], edits.at[edits.lasts]
    gone = _gone(piece, edits, last, chance)[: events // 2]
    deleted = np.zeros(count, dtype=np.int64)
    deleted[gone.page] = gone.at
    back = gone.page[gone.is_back][: events // 4]
    moved = _moved(piece, created, deleted, events - len(gone.page) - len(back), chance)
    log = _log(created, moved, deleted, back, piece)
    deleted[back] = _NEVER
    from_drafts = (moved != _NEVER) & (namespace == MAIN) & chance.some(count, 0.6)
    return Pages(
        namespace=namespace,
        before=np.where(from_drafts, USER, namespace),
        is_redirect=(namespace == MAIN) & chance.some(count, _REDIRECTS),
        created=created,
        moved=moved,
        deleted=deleted,
        log=log,
    )


def namespaces(page: Numbers, block: int) -> Numbers:
    """The same on every wiki, so that it is known of a page elsewhere where it stands."""
    drawn = np.where(page == 0, 0, fixed(page, block, 11))
    found: Numbers = np.array(list(NAMESPACES))[np.searchsorted(np.cumsum(_SHARES)[:-1], drawn, side="right")]
    return found


@dataclass(frozen=True)
class _Gone:
    page: Numbers
    at: Numbers
    is_back: Truths

    def __getitem__(self, part: slice) -> _Gone:
        return _Gone(self.page[part], self.at[part], self.is_back[part])


def _gone(piece: Piece, edits: Edits, last: Numbers, chance: Chance) -> _Gone:
    """Little-edited pages, some days after their last edit."""
    edited = edits.lasts - edits.firsts + 1
    at = last + 1 + chance.waits(edits.pages, 9.0 * DAY).astype(np.int64)
    goes = (edited <= _MUCH_EDITED) & (at + DAY < piece.until) & chance.some(edits.pages, _DELETED)
    goes[0] = False
    return _Gone(np.flatnonzero(goes), at[goes], chance.some(int(goes.sum()), _RESTORED))


def _moved(piece: Piece, created: Numbers, deleted: Numbers, count: int, chance: Chance) -> Numbers:
    """When each page was moved, for so many of those that were never deleted; 0 for the rest."""
    order: Shares = chance.even(len(created)) + np.where(deleted > 0, 1, 0)
    chosen = np.argsort(order, kind="stable")[:count]
    moved = np.full(len(created), _NEVER, dtype=np.int64)
    room = piece.until - created[chosen]
    moved[chosen] = created[chosen] + (room * chance.even(len(chosen)) ** 3).astype(np.int64)
    return moved


def _log(created: Numbers, moved: Numbers, deleted: Numbers, back: Numbers, piece: Piece) -> Log:
    pages = np.arange(len(created))
    parts = [
        (pages, created, Event.CREATE),
        (pages[moved > 0], moved[moved > 0], Event.MOVE),
        (pages[deleted > 0], deleted[deleted > 0], Event.DELETE),
        (back, np.minimum(deleted[back] + DAY // 2, piece.until - 1), Event.RESTORE),
    ]
    page = np.concatenate([page for page, _, _ in parts])
    at = np.concatenate([at for _, at, _ in parts])
    what = np.concatenate([np.full(len(page), what) for page, _, what in parts])
    order = np.argsort(at, kind="stable")
    return Log(page[order], at[order], what[order])
