"""The numbers that a checked batch would change, told before it changes any.

Nothing is written, not even for a moment: the rows that there would be are counted one by one in Python.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from thriving.evidence import ledger
from thriving.evidence.addresses import evidence_url
from thriving.evidence.asked import Asked
from thriving.evidence.definitions import latest_versions
from thriving.evidence.imports.comparing import sound, statement_of
from thriving.evidence.in_use import every_place
from thriving.evidence.measures import AsOf, Question, Reading, evaluate_many, recount_lines
from thriving.evidence.models import Batch, Fact
from thriving.evidence.statements import Statement
from thriving.kernel import clock
from thriving.kernel.words import Words

_AT_ONCE = 5_000
_NEEDS_MEMBERS = ("coverage", "milestones")  # without a named set there is nothing to count

Row = Fact | Statement


@dataclass(frozen=True)
class _Told:
    """A number and where it stands."""

    title: Words
    asked: Asked
    address: str


def numbers_that_would_change(batch: Batch) -> list[dict[str, Any]]:
    """Each number that would differ: its title, its address, what it is now and what it would be."""
    today = AsOf(clock.today(), ledger.position())
    kinds = set(sound(batch).values_list("kind", flat=True).distinct())
    told = [each for each in _every_number() if _kinds_of(each.asked.question) & kinds]
    before = evaluate_many([each.asked.question for each in told], today)
    rows = _Rows(batch)
    after = [rows.counted(each.asked.question, today) for each in told]
    return [
        _changed(each, old, new)
        for each, old, new in zip(told, before, after, strict=True)
        if old.value != new.value
    ]


class _Rows:
    """The rows of each kind as they would be, read once and counted for every number that asks for them."""

    def __init__(self, batch: Batch) -> None:
        self._batch = batch
        self._read: dict[str, list[Row]] = {}

    def counted(self, question: Question, as_of: AsOf) -> Reading:
        rows = [row for kind in sorted(_kinds_of(question)) for row in self._of(kind)]
        return recount_lines(question, rows, as_of.on)

    def _of(self, kind: str) -> Sequence[Row]:
        if kind not in self._read:
            self._read[kind] = list(self._would_be(kind))
        return self._read[kind]

    def _would_be(self, kind: str) -> Iterator[Row]:
        rows = sound(self._batch).filter(kind=kind).iterator(_AT_ONCE)
        staged = {row.natural_key: statement_of(row) for row in rows}
        standing = Fact.objects.filter(kind=kind, superseded_number=None).order_by("number")
        yield from (fact for fact in standing.iterator(_AT_ONCE) if fact.natural_key not in staged)
        yield from staged.values()


def _every_number() -> Iterator[_Told]:
    """What plans ask, then each measure that none of them asks."""
    places = list(every_place())
    yield from (_Told(place.title, place.asked, place.address) for place in places)
    asked_anywhere = {place.asked.version.measure_id for place in places}
    for version in latest_versions():
        asked = Asked.of(version)
        alone = version.measure_id not in asked_anywhere
        if alone and asked.question.specification.kind not in _NEEDS_MEMBERS:
            yield _Told(version.title, asked, evidence_url(asked))


def _kinds_of(question: Question) -> set[str]:
    return {side.fact for side in question.sides}


def _changed(told: _Told, before: Reading, after: Reading) -> dict[str, Any]:
    return {
        "title": dict(told.title),
        "address": told.address,
        "unit": told.asked.question.specification.unit,
        "decimals": told.asked.question.specification.decimals,
        "before": _plain(before.value),
        "after": _plain(after.value),
    }


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
