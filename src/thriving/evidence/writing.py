"""How statements become rows of the ledger, in sets: thousands cost little more than a bulk insert."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import connection
from django.utils.translation import gettext as _

from thriving.evidence.models import Batch, Fact, Ledger, Origin
from thriving.evidence.statements import Statement, StatementRefused, content_of
from thriving.kernel import clock

AT_ONCE = 5_000  # rows of one INSERT or keys of one SELECT, unless the database takes fewer
Name = tuple[str, str]  # kind and natural key
Closing = tuple[int, int, datetime]  # from which number on, of which record, and when
T = TypeVar("T")


@dataclass(frozen=True)
class Changes:
    """What a set of statements would do to the ledger."""

    new: Sequence[Statement]
    corrections: Sequence[tuple[Statement, Fact]]
    unchanged: int


def by_name(statements: Iterable[Statement]) -> dict[Name, Statement]:
    """Each statement by its natural key; saying one thing in two ways is refused."""
    named: dict[Name, Statement] = {}
    for statement in statements:
        first = named.setdefault((statement.kind, statement.natural_key), statement)
        if first is not statement and first.content != statement.content:
            raise StatementRefused(
                _("“%(key)s” is stated twice, with different content.") % {"key": statement.natural_key}
            )
    return named


def current(names: Iterable[Name]) -> dict[Name, Fact]:
    """The facts that stand under these natural keys now."""
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for kind, key in names:
        keys[kind].append(key)
    return {
        (fact.kind, fact.natural_key): fact
        for kind in keys
        for some in chunks(keys[kind], _at_once(1))
        for fact in Fact.objects.filter(kind=kind, natural_key__in=some, superseded_number=None)
    }


def compare(named: dict[Name, Statement], standing: dict[Name, Fact]) -> Changes:
    new = [statement for name, statement in named.items() if name not in standing]
    differing = [
        (statement, standing[name])
        for name, statement in named.items()
        if name in standing and content_of(standing[name]) != statement.content
    ]
    return Changes(new, differing, len(named) - len(new) - len(differing))


def require_unseen(facts: Iterable[Fact], seen: int) -> None:
    """Refuse to overwrite what somebody stated after the writer looked."""
    if later := [fact for fact in facts if fact.number > seen]:
        raise StatementRefused(
            _("Somebody else has just stated “%(key)s”. Look at it again, then decide.")
            % {"key": later[0].natural_key}
        )


def write(
    statements: Sequence[Statement],
    book: Ledger,
    at: datetime,
    *,
    origin: Origin,
    batch: Batch | None,
) -> list[Fact]:
    rows = (_row(statement, at, origin, batch) for statement in statements)
    for number, row in enumerate(numbered := list(rows), start=book.last_number + 1):
        row.number = number
    Fact.objects.bulk_create(numbered, batch_size=_at_once(len(Fact._meta.concrete_fields)))
    advance(book, len(numbered), at)
    return numbered


def close(facts: Sequence[Fact], book: Ledger, at: datetime) -> list[Closing]:
    """Stamp facts as no longer known, from the next number on."""
    number = book.last_number + 1
    stamp = {"superseded_number": number, "superseded_at": at}
    for some in chunks(facts, _at_once(1)):
        Fact.objects.filter(number__in=[fact.number for fact in some]).update(**stamp)
    return [(number, closed, at) for closed in sorted(fact.number for fact in facts)]


def moment(book: Ledger) -> datetime:
    """Now, or when the last fact was recorded if a clock runs behind: recording never goes back in time."""
    return max(clock.now(), book.last_recorded_at or clock.now())


def advance(book: Ledger, numbers: int, at: datetime) -> None:
    book.last_number += numbers
    book.last_recorded_at = at
    book.save(update_fields=["last_number", "last_recorded_at"])


def _row(statement: Statement, at: datetime, origin: Origin, batch: Batch | None) -> Fact:
    subject, occurred_on, value, dimensions, source, visibility = statement.content
    return Fact(
        kind=statement.kind,
        subject=subject,
        natural_key=statement.natural_key,
        occurred_on=occurred_on,
        recorded_at=at,
        value=value,
        dimensions=dimensions,
        source=source,
        visibility=visibility,
        origin=origin,
        batch=batch,
    )


def _at_once(fields: int) -> int:
    most = connection.features.max_query_params
    return min(AT_ONCE, most // fields) if most else AT_ONCE


def chunks(things: Iterable[T], size: int) -> Iterator[list[T]]:
    remaining = iter(things)
    while some := list(islice(remaining, size)):
        yield some
