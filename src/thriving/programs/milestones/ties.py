"""By which records of higher packages steps are reached: each such package says what its records are.

A step is tied to a moment in the life of a record, such as ``positions/gender-program-manager/filled``. The
package that owns the record is named first; it tells whether the moment has come. It settles the moment
whenever its record changes, and the step follows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from thriving.kernel.registry import Registry
from thriving.kernel.words import Words


@dataclass(frozen=True)
class Moment:
    title: Words  # what came: "Call for the position of a gender program manager"
    address: str  # of the record's page on this site
    happened_on: date | None = None  # none: it has not come yet, or no longer holds


Teller = Callable[[str], Moment | None]  # hears "gender-program-manager/filled"; None for no such record

tellers: Registry[Teller] = Registry("package whose records reach steps")


def moment(record: str) -> Moment | None:
    """What the record says of itself; None where it, or who could tell of it, is not there."""
    package, _slash, rest = record.partition("/")
    return tellers[package](rest) if package in tellers else None
