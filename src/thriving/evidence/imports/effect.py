"""A batch takes effect in one short transaction, and is undone in one."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.evidence import imprints, ledger
from thriving.evidence.imports import sets
from thriving.evidence.imports.people import unlink_unused
from thriving.evidence.imports.sources import put_sources
from thriving.evidence.imprints import Imprint
from thriving.evidence.models import Batch
from thriving.evidence.statements import StatementRefused
from thriving.evidence.states import BATCH
from thriving.kernel import clock, diary, files


def apply(batch: Batch, *, by: Any) -> Batch:
    """Take the staged rows in: all or none.

    Refused when others have stated or withdrawn the same things since: `resume` and `read` compare again.
    """
    try:
        _apply(batch, by)
    except StatementRefused:
        batch.refresh_from_db()  # what was set on it before the refusal did not hold
        raise
    _clear(batch)
    return batch


@transaction.atomic
def _apply(batch: Batch, by: Any) -> None:
    _hold_as_it_is_now(batch)
    BATCH.take(batch, "apply", applied_at=clock.now())
    put_sources(batch)
    told = {"digest": batch.digest} | _told(sets.take_in(batch))
    batch.save(update_fields=["written", "corrected", "unchanged"])
    diary.note(batch, "applied", by=by, body=told)


def _hold_as_it_is_now(batch: Batch) -> None:
    """Somebody may have read the batch again, and found other faults, since the caller looked at it."""
    ledger.hold()
    batch.refresh_from_db()


def _told(imprint: Imprint | None) -> dict[str, Any]:
    return {imprints.BODY: imprint.as_json()} if imprint else {}


@transaction.atomic
def undo(batch: Batch, *, by: Any, why: str) -> Batch:
    """Withdraw what the batch stated and bring back what it had corrected.

    A row that somebody has corrected since stays as it was corrected.
    """
    if not why.strip():
        raise StatementRefused(_("Say why these records are withdrawn."))
    _hold_as_it_is_now(batch)
    BATCH.take(batch, "undo", undone_at=clock.now())
    diary.note(batch, "undone", by=by, why=why, body=_told(sets.withdraw(batch)))
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
