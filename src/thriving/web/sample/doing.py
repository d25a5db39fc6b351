"""How the deeds of the sample year are done: each by the action that a page or a command would call."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from thriving.evidence import actions as evidence
from thriving.evidence.models import Source
from thriving.movement.models import Person
from thriving.web.sample import cast
from thriving.web.sample.deeds import (
    Told,
    Withdrawn,
)


def tell(told: Sequence[Told]) -> None:
    """Enter what a day's work left, at once."""
    if told:
        records = {each.record.key: each.record.source() for each in told}
        known = set(Source.objects.filter(key__in=records).values_list("key", flat=True))
        Source.objects.bulk_create(source for key, source in records.items() if key not in known)
        evidence.state((fact for each in told for fact in each.facts), by=person(cast.EVALUATOR))


@singledispatch
def do(deed: Any) -> None:
    raise TypeError(f"nobody knows how to do {deed}")


@do.register
def _(deed: Withdrawn) -> None:
    evidence.retract(deed.kind, deed.keys, by=person(cast.EVALUATOR), why=deed.why)


def person(somebody: cast.Somebody) -> Person:
    return Person.objects.get(username=somebody.username)
