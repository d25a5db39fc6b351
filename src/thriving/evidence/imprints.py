"""What the diary keeps of each change of the ledger: an imprint of the rows that it wrote and closed.

Facts hang on no chain of their own. Their imprint hangs on the diary's: a row that was changed, added or
closed past the actions shows, be it of a day, a region or a person. It is salted, so that whoever reads the
diary can try no guess about a row that is gone.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import chain, islice
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.evidence.models import Fact
from thriving.kernel import diary

LEDGER = "evidence.ledger"  # what the diary calls the ledger itself
BODY = "ledger"  # where the body of an entry has its imprint
SALT_BYTES = 16
AT_ONCE = 5_000
WRITTEN = (
    *("number", "kind", "subject", "natural_key", "occurred_on", "value", "dimensions"),
    *("source", "visibility", "origin", "batch_id", "recorded_at"),
)
CLOSED = ("superseded_number", "number", "superseded_at")

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Imprint:
    """Of everything that the ledger's numbers from ``first`` to ``last`` stand for."""

    first: int
    last: int
    salt: str
    hash: str

    def as_json(self) -> dict[str, Any]:
        return {"numbers": [self.first, self.last], "salt": self.salt, "hash": self.hash}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Imprint:
        first, last = said["numbers"]
        return cls(first, last, said["salt"], said["hash"])

    def fits(self, written: Iterable[Row], closed: Iterable[Row]) -> bool:
        return hmac.compare_digest(self.hash, _hash(self.salt, written, closed))


def of_rows(facts: Iterable[Fact], closed: Iterable[Row], first: int, last: int) -> Imprint:
    """Of rows that were written a moment ago, without asking the database for them again."""
    written = map(attrgetter(*WRITTEN), facts)
    salt = secrets.token_hex(SALT_BYTES)
    return Imprint(first, last, salt, _hash(salt, written, closed))


def of_numbers(first: int, last: int, closed_at: datetime) -> Imprint:
    """Of what the database wrote by itself, in one pass; what it closed was closed at one moment."""
    salt = secrets.token_hex(SALT_BYTES)
    written = _written().filter(number__range=(first, last))
    closed = _closed().filter(superseded_at=closed_at, superseded_number__range=(first, last))
    return Imprint(first, last, salt, _hash(salt, written.iterator(AT_ONCE), closed.iterator(AT_ONCE)))


def mismatches(position: int) -> Iterator[str]:
    """A sentence for each run of numbers that is no longer what the diary saw; reads the ledger once."""
    written, closed = _InOrder(_written().iterator(AT_ONCE)), _InOrder(_closed().iterator(AT_ONCE))
    last = 0
    for imprint in _kept():
        if imprint.first > last + 1:
            yield _unknown(last + 1, imprint.first - 1)
            written.skip_to(imprint.first)
            closed.skip_to(imprint.first)
        if not imprint.fits(written.up_to(imprint.last), closed.up_to(imprint.last)):
            yield _changed(imprint)
        last = max(last, imprint.last)
    if position > last:
        yield _unknown(last + 1, position)


def _kept() -> Iterator[Imprint]:
    """In the order of their numbers, which is that of the diary. A body that was erased has none."""
    told = diary.Entry.objects.filter(written__contains=f'"{BODY}":').order_by("number")
    for entry in told.iterator(AT_ONCE):
        if BODY in (body := entry.body or {}):
            yield Imprint.from_json(body[BODY])


class _InOrder:
    """Rows in the order of their first column, taken run by run."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def up_to(self, number: int) -> Iterator[Row]:
        while self._next is not None and self._next[0] <= number:
            yield self._next
            self._next = next(self._rows, None)

    def skip_to(self, number: int) -> None:
        for _row in self.up_to(number - 1):
            pass


def _written() -> QuerySet[Fact, Row]:
    return Fact.objects.order_by("number").values_list(*WRITTEN)


def _closed() -> QuerySet[Fact, Row]:
    return Fact.objects.exclude(superseded_number=None).order_by(*CLOSED[:2]).values_list(*CLOSED)


def _hash(salt: str, written: Iterable[Row], closed: Iterable[Row]) -> str:
    hashed = hmac.new(bytes.fromhex(salt), digestmod=sha256)
    rows = chain(written, [()], closed)  # between the two an empty row
    while some := list(islice(rows, AT_ONCE)):
        hashed.update(_WRITER.encode(some)[1:-1].encode() + b",")  # the same however many at once
    return hashed.hexdigest()


def _plain(value: Any) -> str:
    """The same text for the same value, whichever database it comes from."""
    if isinstance(value, Decimal):
        return f"{value + 0:.6f}"  # adding nothing makes -0 a 0
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), default=_plain)


def _unknown(first: int, last: int) -> str:
    return _("Numbers %(first)s to %(last)s were given out, and the diary does not say for what.") % {
        "first": first,
        "last": last,
    }


def _changed(imprint: Imprint) -> str:
    return _(
        "Records %(first)s to %(last)s, or the closing of earlier ones by them, are not as they were stated."
    ) % {"first": imprint.first, "last": imprint.last}
