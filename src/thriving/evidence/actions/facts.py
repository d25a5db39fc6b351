from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thriving.evidence import imprints, ledger, writing
from thriving.evidence.imprints import LEDGER, Imprint
from thriving.evidence.models import Batch, Fact, Origin
from thriving.evidence.statements import Statement, StatementRefused, require_sound
from thriving.kernel import diary


@dataclass(frozen=True)
class Stated:
    """How many statements became facts, replaced one, or said nothing new."""

    written: int
    corrected: int
    unchanged: int


def state(
    statements: Iterable[Statement],
    *,
    by: Any,
    origin: Origin = Origin.RECORD,
    batch: Batch | None = None,
    seen: int | None = None,
) -> Stated:
    """Enter facts. Saying the same again writes nothing; saying it differently corrects what stands.

    ``seen`` is the ledger's position when the writer looked (default: now). What others have stated since
    under the same natural key is not overwritten: the writer is refused and told.
    """
    seen = ledger.position() if seen is None else seen
    named = writing.by_name(statements)
    for statement in named.values():
        require_sound(statement)
    return _state(named, by=by, origin=origin, batch=batch, seen=seen)


@transaction.atomic
def _state(
    named: dict[writing.Name, Statement], *, by: Any, origin: Origin, batch: Batch | None, seen: int
) -> Stated:
    book = ledger.hold()
    changes = writing.compare(named, writing.current(named))
    corrected = [fact for _statement, fact in changes.corrections]
    writing.require_unseen(corrected, seen)
    first, at = book.last_number + 1, writing.moment(book)
    closings = writing.close(corrected, book, at)
    corrections = [statement for statement, _fact in changes.corrections]
    stated = Stated(len(changes.new), len(corrections), changes.unchanged)
    if rows := [*changes.new, *corrections]:
        facts = writing.write(rows, book, at, origin=origin, batch=batch)
        _note_stated(stated, rows, imprints.of_rows(facts, closings, first, book.last_number), by)
    return stated


def _note_stated(stated: Stated, rows: Sequence[Statement], imprint: Imprint, by: Any) -> None:
    told = {
        "kinds": dict(Counter(statement.kind for statement in rows)),
        "corrected": stated.corrected,
        imprints.BODY: imprint.as_json(),
    }
    diary.note(LEDGER, "stated", by=by, body=told)


def retract(kind: str, keys: Iterable[str], *, by: Any, why: str, seen: int | None = None) -> int:
    """Withdraw the facts that stand under these natural keys; how many. As of earlier they stay known."""
    if not why.strip():
        raise StatementRefused(_("Say why these records are withdrawn."))
    seen = ledger.position() if seen is None else seen
    return _retract([(kind, key) for key in dict.fromkeys(keys)], by=by, why=why, seen=seen)


@transaction.atomic
def settle(said: Iterable[Statement], standing: QuerySet[Fact], *, by: Any, why: str) -> None:
    """Have the ledger say of these records just this: what stands and is said no longer is withdrawn."""
    told = list(said)
    kept = {(each.kind, each.natural_key) for each in told}
    gone = sorted(name for name in standing.values_list("kind", "natural_key") if name not in kept)
    for kind, names in groupby(gone, key=itemgetter(0)):
        retract(kind, [key for _kind, key in names], by=by, why=why)
    if told:
        state(told, by=by)


@transaction.atomic
def _retract(names: Sequence[writing.Name], *, by: Any, why: str, seen: int) -> int:
    book = ledger.hold()
    standing = list(writing.current(names).values())
    writing.require_unseen(standing, seen)
    if standing:
        at = writing.moment(book)
        closings = writing.close(standing, book, at)
        # The withdrawal itself takes a number: what was known before it and after it are two positions.
        writing.advance(book, 1, at)
        imprint = imprints.of_rows((), closings, book.last_number, book.last_number)
        told = {"kind": standing[0].kind, "facts": len(standing), imprints.BODY: imprint.as_json()}
        diary.note(LEDGER, "retracted", by=by, why=why, body=told)
    return len(standing)
