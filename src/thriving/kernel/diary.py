"""Who did what, when and why: written once, in the order in which it took effect, and checked by its hashes.

Each entry's hash covers the one before it, so an edited, deleted or moved row shows. A cut tail shows
against a checkpoint kept elsewhere. Bodies hang on the chain by salted commitments and can be
erased without a break.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import clock, turn
from thriving.kernel.models import DiaryEntry

BEGINNING = "0" * 64  # what the first entry names as the hash before it
SALT_BYTES = 16
AT_ONCE = 2_000  # entries held in memory while verifying

Entry = DiaryEntry


@dataclass(frozen=True)
class Checkpoint:
    """Where the diary stood: to be kept where whoever could rewrite the diary cannot reach."""

    number: int
    hash: str
    time: datetime

    def __str__(self) -> str:
        return f"{self.number} {self.hash} {self.time.isoformat()}"

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        number, hash_, time = text.split()
        return cls(int(number), hash_, datetime.fromisoformat(time))


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and what is wrong there."""

    number: int
    sentence: str


def note(
    record: Model | str,
    verb: str,
    *,
    by: Any,
    why: str = "",
    body: Mapping[str, Any] | None = None,
) -> Entry:
    """Write that ``by`` (a person, the name of a command, or ``None``) did ``verb``.

    Inside the caller's transaction, and last in it: the turn that this takes is kept until it ends.
    """
    turn.take()
    last = Entry.objects.order_by("-number").first()
    written, salt = canonical({**(body or {}), "why": why}), secrets.token_hex(SALT_BYTES)
    entry = Entry(
        number=last.number + 1 if last else 1,
        at=clock.now(),
        actor=_actor(by),
        verb=verb,
        subject=_subject(record),
        commitment=commitment(written, salt),
        previous=last.hash if last else BEGINNING,
        written=written,
        salt=salt,
    )
    entry.hash = link(entry)
    entry.save(force_insert=True)
    return entry


def entries_about(record: Model | str) -> QuerySet[Entry]:
    return Entry.objects.filter(subject=_subject(record))


@transaction.atomic
def erase(entry: Entry, *, by: Any, why: str) -> None:
    """Forget what an entry told, for good; that it was told, by whom and when stays."""
    Entry.objects.filter(pk=entry.pk).update(written=None, salt=None)
    note(f"kernel.diaryentry:{entry.number}", "erased", by=by, why=why)


def erase_all(entries: QuerySet[Entry]) -> None:
    """Forget what these entries told, for good; whoever asks for it notes, once, that it was done."""
    entries.exclude(written=None).update(written=None, salt=None)


def checkpoint() -> Checkpoint:
    last = Entry.objects.order_by("-number").first()
    return Checkpoint(last.number, last.hash, last.at) if last else Checkpoint(0, BEGINNING, clock.now())


def verify(against: Checkpoint | None = None) -> list[Break]:
    """Every place where the diary is not as it was written; an empty list is a whole chain."""
    breaks: list[Break] = []
    number, hash_ = 0, BEGINNING
    for entry in Entry.objects.order_by("number").iterator(AT_ONCE):
        breaks += _breaks_at(entry, number, hash_)
        if against and entry.number == against.number and entry.hash != against.hash:
            breaks.append(Break(entry.number, _("This entry is not the one that the checkpoint saw.")))
        number, hash_ = entry.number, entry.hash
    if against and number < against.number:
        breaks.append(Break(number + 1, _("The diary ends before the checkpoint: its end was cut off.")))
    return breaks


def canonical(body: Mapping[str, Any]) -> str:
    """One text for one body, whatever the order of its keys."""
    return json.dumps(body, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"), allow_nan=False)


def commitment(written: str, salt: str) -> str:
    return hmac.new(bytes.fromhex(salt), written.encode(), sha256).hexdigest()


def link(entry: Entry) -> str:
    """The hash of an entry: over the hash before it and everything the entry says but its body."""
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    covered = [entry.previous, entry.number, at, entry.actor, entry.verb, entry.subject, entry.commitment]
    # As a JSON list: no two different entries can run together into the same text.
    return sha256(json.dumps(covered, separators=(",", ":")).encode()).hexdigest()


def _breaks_at(entry: Entry, number_before: int, hash_before: str) -> Iterator[Break]:
    if entry.number != number_before + 1:
        sentence = _("Entries are missing before number %(number)s.") % {"number": entry.number}
        yield Break(number_before + 1, sentence)
    if entry.previous != hash_before:
        yield Break(entry.number, _("This entry does not follow from the one before it."))
    if entry.hash != link(entry):
        yield Break(entry.number, _("This entry was changed after it was written."))
    if not _body_holds(entry):
        yield Break(entry.number, _("What this entry tells was changed after it was written."))


def _body_holds(entry: Entry) -> bool:
    if entry.written is None or entry.salt is None:
        return entry.written is entry.salt
    try:
        return hmac.compare_digest(commitment(entry.written, entry.salt), entry.commitment)
    except ValueError:  # an edited salt need not be hexadecimal
        return False


def _actor(by: Any) -> str:
    return by if isinstance(by, str) else getattr(by, "key", "")


def _subject(record: Model | str) -> str:
    """A record by its number, or by a ``diary_key`` of its own where the number must be forgettable."""
    if isinstance(record, str):
        return record
    return f"{record._meta.label_lower}:{getattr(record, 'diary_key', record.pk)}"
