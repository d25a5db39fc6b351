"""What changed in a box since it was used, seen against what was changed here: three ways, piece by piece."""

from __future__ import annotations

import json
from enum import StrEnum
from hashlib import sha256
from typing import Any

Content = dict[str, Any]


class Standing(StrEnum):
    SAME = "same"  # nothing to do: both say the same, or the box says what it said
    NEW = "new"  # the box has it, and here it never was
    THEIRS = "theirs"  # only the box has changed: it can be taken as it is
    BOTH = "both"  # the box has changed, and so has ours: both are shown, and somebody decides
    GONE = "gone"  # the box no longer has it, and ours is as it came
    GONE_AND_OURS = "gone_and_ours"  # the box no longer has it, and ours was changed
    OURS = "ours"  # only ours was changed, or made here

    @property
    def is_news(self) -> bool:
        return self in (self.NEW, self.THEIRS, self.BOTH, self.GONE, self.GONE_AND_OURS)

    @property
    def is_safe(self) -> bool:
        """Whether following the box loses nothing that was written here."""
        return self in (self.NEW, self.THEIRS, self.GONE)


def standing(base: Content | None, theirs: Content | None, mine: Content | None) -> Standing:
    """``base`` is what the box said when it was last looked at; None is a piece that is not there."""
    if theirs == mine:
        return Standing.SAME
    if theirs == base:
        return Standing.OURS
    if theirs is None:
        return Standing.GONE if mine == base else Standing.GONE_AND_OURS
    if base is None and mine is None:
        return Standing.NEW
    return Standing.THEIRS if mine == base else Standing.BOTH


def digest(content: Content | None) -> str:
    """One text for one content, so that a form can say which it has shown."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()
