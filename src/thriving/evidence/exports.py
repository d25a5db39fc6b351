"""Records as a file, as far as the reader may open them, in the columns that an import reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from thriving.evidence import ledger, samples
from thriving.evidence.kinds import kinds
from thriving.evidence.measures.facts import known
from thriving.evidence.models import Fact
from thriving.evidence.statements import Statement
from thriving.kernel import access, clock

_FIRST = ("kind", "occurred_on", "subject", "value", "source", "key", "visibility")
SAMPLE_MARK = "sample: fictional"  # in each line, for a line is easily copied without its header
_AT_ONCE = 5_000


def open_records(
    reader: Any, *, kind: str = "", on: date | None = None, known_on: date | None = None
) -> QuerySet[Fact]:
    """The records that ``reader`` may open, in the order in which they became known."""
    number = ledger.number_on(known_on or clock.today())
    facts = Fact.objects.filter(known(number), occurred_on__lte=on or clock.today())
    facts = facts.filter(kind=kind) if kind else facts
    marked = facts.annotate(sample=samples.made_up())
    return access.within(reader, "open_fact", marked).order_by("number")


def header(kind: str = "", *, sample: bool = False) -> list[str]:
    chosen = [kinds[kind]] if kind else list(kinds.values())
    dimensions = sorted({name for each in chosen for name in each.named})
    return [*(["sample"] if sample else []), *_FIRST, *dimensions]


def lines(facts: QuerySet[Fact], columns: Sequence[str]) -> Iterator[list[Any]]:
    """Each record by ``columns``, read as one goes: the memory needed does not grow with their number."""
    for fact in facts.iterator(_AT_ONCE):
        told = {**fact.dimensions, **_told(fact)}
        yield [told.get(column) for column in columns]


def has_sample(facts: QuerySet[Fact]) -> bool:
    return facts.filter(samples.made_up()).exists()


def _told(fact: Fact) -> dict[str, Any]:
    return {
        "sample": SAMPLE_MARK if getattr(fact, "sample", False) else "",
        "kind": fact.kind,
        "occurred_on": fact.occurred_on,
        "subject": fact.subject,
        "value": fact.value,
        "source": fact.source,
        "key": _own_key(fact),
        "visibility": fact.visibility,
    }


def _own_key(fact: Fact) -> str:
    """What an import needs in its column “key” to mean the same record again; mostly nothing."""
    usual = Statement(
        fact.kind, fact.subject, fact.occurred_on, dimensions=fact.dimensions, source=fact.source
    ).natural_key
    before = f"{fact.source}|"
    return fact.natural_key.removeprefix(before) if fact.natural_key != usual else ""
