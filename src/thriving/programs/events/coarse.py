"""How exactly sums of edits are told: so that nobody's coming or going can be read off them.

Exact sums are a fingerprint: the difference of two is what one person did, and everybody can look up on the
wikis who did just that.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from enum import Enum, auto

# What is added up of what people did; the other figures count people.
SUMS = ("edits", "pages_created", "pages_improved", "bytes_added", "bytes_removed", "uploads")
STEP = 10  # the finest, and below it a sum is not told at all
LEAST_CHANGED = 10  # people who came to a sum or left it since it was told


Piece = tuple[str, str]  # a part of a sum, as ``part_called`` names it, and who stands in it


class Telling(Enum):
    ANEW = auto()
    AS_BEFORE = auto()  # of those who were told of: too few came since
    WITHHELD = auto()  # somebody left, or hours or wikis changed, and too few changed to hide who


def coarse(value: int) -> int:
    """Rounded down to two digits, and never finer than tens."""
    step: int = max(STEP, 10 ** (len(str(value)) - 2))
    return value // step * step


def part_called(title: str, begins: datetime, ends: datetime, wikis: Collection[str]) -> str:
    """With other hours or other wikis it is another part, although the same people stand in it."""
    asked = [begins.astimezone(UTC).isoformat(), ends.astimezone(UTC).isoformat(), sorted(wikis)]
    return f"{title} {hashlib.sha256(json.dumps(asked).encode()).hexdigest()[:16]}"


def pieces_from(kept: Iterable[Iterable[str]]) -> frozenset[Piece]:
    """As a record keeps them."""
    return frozenset((part, who) for part, who in kept)


def people_in(pieces: Iterable[Piece]) -> frozenset[str]:
    return frozenset(who for _part, who in pieces)


def telling(before: Collection[Piece], now: Collection[Piece], *, fresh: int) -> Telling:
    """What may be said of these after what was said of those.

    ``fresh``: how many edited where nothing was told of them. Who stood in the sum and stands there in
    another part hides nobody: perhaps one alone did something in what is new.
    """
    known, standing = frozenset(before), frozenset(now)
    left = people_in(known) - people_in(standing)
    if known == standing or not known or len(left) + fresh >= LEAST_CHANGED:
        return Telling.ANEW
    return Telling.AS_BEFORE if known < standing else Telling.WITHHELD
