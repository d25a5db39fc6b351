"""A batch takes effect in one short transaction, and is undone in one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import Min

from thriving.evidence import actions
from thriving.evidence.imports.comparing import sound, statement_of
from thriving.evidence.imports.people import unlink_unused
from thriving.evidence.imports.sources import put_sources
from thriving.evidence.models import Batch, Fact, Origin, Visibility
from thriving.evidence.statements import Statement
from thriving.evidence.states import BATCH
from thriving.kernel import clock, diary, files


def apply(batch: Batch, *, by: Any) -> Batch:
    """Take the staged rows in: all or none. The statements are made ready before the transaction begins.

    Refused when others have stated the same things since the rows were compared: `read` compares again.
    """
    statements = [statement_of(row) for row in sound(batch).iterator()]
    with transaction.atomic():
        BATCH.take(batch, "apply", applied_at=clock.now())
        put_sources(batch)
        stated = actions.state(
            statements, by=by, origin=Origin.IMPORT, batch=batch, seen=batch.preview["seen"]
        )
        batch.written, batch.corrected, batch.unchanged = stated.written, stated.corrected, stated.unchanged
        batch.save(update_fields=["written", "corrected", "unchanged"])
        diary.note(batch, "applied", by=by, body={"digest": batch.digest})
    _clear(batch)
    return batch


@transaction.atomic
def undo(batch: Batch, *, by: Any, why: str) -> Batch:
    """Withdraw what the batch stated and bring back what it had corrected.

    A row that somebody has corrected since stays as it was corrected.
    """
    BATCH.take(batch, "undo", undone_at=clock.now())
    standing = list(Fact.objects.filter(batch=batch, superseded_number=None))
    before = _corrected_by(batch, standing)
    _withdraw([fact for fact in standing if (fact.kind, fact.natural_key) not in before], by, why)
    for (origin, earlier), facts in _by_origin(before.values()):
        actions.state(map(_again, facts), by=by, origin=Origin(origin), batch=earlier)
    diary.note(batch, "undone", by=by, why=why)
    return batch


@transaction.atomic
def discard(batch: Batch, *, by: Any) -> Batch:
    """Forget a file that is not taken in, with the links to people that it alone had made."""
    BATCH.take(batch, "discard")
    diary.note(batch, "discarded", by=by)
    _clear(batch)
    unlink_unused(batch)
    return batch


@transaction.atomic
def _clear(batch: Batch) -> None:
    """Neither the file nor its cells are kept once decided on: they may say more than the facts do."""
    batch.staged.all().delete()
    batch.staged_sources.all().delete()
    for key in filter(None, (batch.file, batch.sources_file)):
        files.discard(key)
    Batch.objects.filter(pk=batch.pk).update(file="", sources_file="")
    batch.file = batch.sources_file = ""


def _corrected_by(batch: Batch, standing: list[Fact]) -> dict[tuple[str, str], Fact]:
    """What the batch had corrected, by name: the facts that were closed with its first number."""
    first = Fact.objects.filter(batch=batch).aggregate(first=Min("number"))["first"]
    names = {(fact.kind, fact.natural_key) for fact in standing}
    closed = Fact.objects.filter(superseded_number=first) if first else Fact.objects.none()
    return {name: fact for fact in closed if (name := (fact.kind, fact.natural_key)) in names}


def _withdraw(facts: list[Fact], by: Any, why: str) -> None:
    keys: defaultdict[str, list[str]] = defaultdict(list)
    for fact in facts:
        keys[fact.kind].append(fact.natural_key)
    for kind, those in keys.items():
        actions.retract(kind, those, by=by, why=why)


def _by_origin(facts: Any) -> Iterator[tuple[tuple[str, Batch | None], list[Fact]]]:
    groups: defaultdict[tuple[str, Batch | None], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[fact.origin, fact.batch].append(fact)
    yield from groups.items()


def _again(fact: Fact) -> Statement:
    return Statement(
        kind=fact.kind,
        subject=fact.subject,
        occurred_on=fact.occurred_on,
        value=fact.value,
        dimensions=fact.dimensions,
        source=fact.source,
        key=fact.natural_key,
        visibility=Visibility(fact.visibility),
    )
