"""That something was taken away: files leave the house, and the diary says with whom."""

from __future__ import annotations

from django.db import transaction

from thriving.grants.payments.models import Batch, Disbursement
from thriving.kernel import access, diary
from thriving.movement.models import Person


@transaction.atomic
def note_fetched(batch: Batch, *, by: Person) -> None:
    access.require(by, "settle_batch", batch)
    diary.note(batch, "file_fetched", by=by)


@transaction.atomic
def note_story_taken(disbursement: Disbursement, *, by: Person) -> None:
    access.require(by, "see_story", disbursement)
    diary.note(disbursement, "story_taken", by=by)
