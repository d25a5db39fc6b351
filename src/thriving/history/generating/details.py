"""What is said of an edit beside who, when and where: tags, comments, what is hidden."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from thriving.history.generating.chance import Chance, Numbers, Shares, Truths
from thriving.history.generating.history import History
from thriving.history.generating.people import Kind

# Arrays are written with commas; a comment may hold a tab or a line's end, which are written by letters.
TAGS = (
    "",
    "mobile edit,mobile web edit",
    "mobile edit,mobile app edit",
    "visualeditor",
    "mw-undo",
    "mw-rollback",
    "mobile edit,mobile web edit,visualeditor",
)
_WEB, _APP, _VISUAL, _UNDO, _ROLLBACK, _WEB_VISUAL = range(1, 7)
COMMENTS = (
    "synthetic edit",
    "synthetic: sources added",
    r"synthetic: two\tcolumns, and\na second line",
    "synthetic «→» 訂正, تصحيح",
    "",
)
HIDDEN = ("", "text", "comment", "user", "text,comment,user")
TEXT, COMMENT, USER, ALL = 1, 2, 3, 4
_HIDDEN_SHARE, _SUPPRESSED = 0.0008, 0.3
_YEAR = 365.25 * 86_400
_MOBILE_BEGAN = 1_325_376_000  # 2012


@dataclass(frozen=True)
class Details:
    """By edit; places in TAGS, COMMENTS and HIDDEN."""

    tags: Numbers
    comment: Numbers
    hidden: Numbers
    is_suppressed: Truths
    is_minor: Truths

    @property
    def hides_user(self) -> Truths:
        return np.isin(self.hidden, (USER, ALL))

    @property
    def hides_text(self) -> Truths:
        return np.isin(self.hidden, (TEXT, ALL))


def details_of(history: History) -> Details:
    edits, chance = history.edits, Chance(history.piece, "details")
    count = len(edits)
    # A text that comes back is known by its hash: only texts that never do are hidden.
    hidden = np.where(edits.reverts.stands & ~_comes_back(history), chance.some(count, _HIDDEN_SHARE), False)  # noqa: FBT003 -- numpy's own signature
    what = 1 + (chance.even(count) * (len(HIDDEN) - 1)).astype(np.int64)
    bot = history.people.kind[edits.by] == Kind.GROUP_BOT
    return Details(
        tags=_tags(history, chance),
        comment=chance.chosen(count, np.array([0.6, 0.2, 0.05, 0.05, 0.1])),
        hidden=np.where(hidden, what, 0),
        is_suppressed=hidden & chance.some(count, _SUPPRESSED),
        is_minor=chance.even(count) < np.where(bot, 0.9, 0.2),
    )


def _comes_back(history: History) -> Truths:
    back = np.zeros(len(history.edits), dtype=bool)
    reverts = history.edits.reverts
    back[reverts.base[reverts.is_revert]] = True
    return back


def _tags(history: History, chance: Chance) -> Numbers:
    """More and more edits are mobile, those of the nameless and the new first."""
    edits, people = history.edits, history.people
    count = len(edits)
    share: Shares = np.clip((edits.at - _MOBILE_BEGAN) / (15 * _YEAR), 0, 0.7)
    steady = people.stays[edits.by]
    mobile = chance.even(count) < share * np.where(steady, 0.35, 1)
    bot = np.isin(people.kind[edits.by], (Kind.GROUP_BOT, Kind.NAME_BOT))
    how = chance.chosen(count, np.array([0.0, 0.7, 0.15, 0.0, 0.0, 0.0, 0.15]))
    visual = np.where(chance.some(count, 0.1), _VISUAL, 0)
    undone = np.where(chance.some(count, 0.5), _UNDO, _ROLLBACK)
    return np.select([edits.reverts.is_revert, bot, mobile], [undone, np.zeros(count, np.int64), how], visual)
