"""How exactly sums of edits are told: so that nobody's coming or going can be read off them.

Exact sums are a fingerprint: the difference of two is what one person did, and everybody can look up on the
wikis who did just that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import Enum, auto
from typing import TypeVar

T = TypeVar("T")

# What is added up of what people did; the other figures count people.
SUMS = ("edits", "pages_created", "pages_improved", "bytes_added", "bytes_removed", "uploads")
STEP = 10  # the finest, and below it a sum is not told at all
LEAST_CHANGED = 10  # people who came to a sum or left it since it was told


class Telling(Enum):
    ANEW = auto()
    AS_BEFORE = auto()  # of those who were told of: too few came since
    WITHHELD = auto()  # somebody left, and too few changed to hide who


def coarse(value: int) -> int:
    """Rounded down to two digits, and never finer than tens."""
    step: int = max(STEP, 10 ** (len(str(value)) - 2))
    return value // step * step


def _oneself(each: object) -> object:
    return each


def telling(
    before: Collection[T], now: Collection[T], *, person: Callable[[T], object] = _oneself
) -> Telling:
    """What may be said of these after what was said of those: people, or each ``person`` in several parts."""
    known, standing = set(before), set(now)
    changed = {person(each) for each in known ^ standing}
    if known == standing or not known or len(changed) >= LEAST_CHANGED:
        return Telling.ANEW
    return Telling.AS_BEFORE if known < standing else Telling.WITHHELD
