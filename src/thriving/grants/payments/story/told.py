"""A story, verified, and as one file.

An entry's hash covers all it says but its body, and the body by a salted commitment: whoever has the file can
compute both again without us. That nothing was left out shows against the diary's own chain.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db.models import Model, Q

from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.story.chapters import chapters
from thriving.kernel import diary
from thriving.kernel.models import DiaryEntry

RECIPE = (
    "commitment = HMAC-SHA256(key = salt as bytes, body); hash = SHA-256 of the JSON list [previous, number, "
    "at, actor, verb, subject, commitment] without spaces. An erased body has neither body nor salt."
)


@dataclass(frozen=True)
class Story:
    """``breaks``: where the diary, the whole of it, is not as it was written. None, and it holds."""

    entries: list[DiaryEntry]
    breaks: list[diary.Break]
    checkpoint: diary.Checkpoint

    @property
    def holds(self) -> bool:
        return not self.breaks


def of(disbursement: Disbursement) -> Story:
    subjects = [_subject(each) for each in _records(disbursement)]
    found = Q(subject__in=subjects)
    for chapter in chapters.values():
        found |= chapter.entries(disbursement.agreement)
    entries = DiaryEntry.objects.filter(found).order_by("number")
    return Story(list(entries), diary.verify(), diary.checkpoint())


def written(disbursement: Disbursement, story: Story) -> dict[str, Any]:
    """For one file that an auditor takes away."""
    agreement = disbursement.agreement
    return {
        "payment": disbursement.pk,
        "agreement": agreement.key,
        "amount": str(disbursement.money),
        "state": disbursement.state,
        "recipe": RECIPE,
        "checkpoint": str(story.checkpoint),
        "whole_diary_holds": story.holds,
        "breaks": [[each.number, each.sentence] for each in story.breaks],
        "entries": [_written(each) for each in story.entries],
    }


def _records(disbursement: Disbursement) -> Iterator[Model]:
    agreement = disbursement.agreement
    yield from (agreement.proposal, agreement, disbursement.tranche, disbursement)
    yield from agreement.texts.all()
    yield from agreement.payees.all()
    yield from {each.batch for each in disbursement.sendings.select_related("batch")}


def _subject(record: Model) -> str:
    return f"{record._meta.label_lower}:{getattr(record, 'diary_key', record.pk)}"


def _written(entry: DiaryEntry) -> dict[str, Any]:
    return {
        "number": entry.number,
        "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": entry.actor,
        "verb": entry.verb,
        "subject": entry.subject,
        "body": entry.written,
        "salt": entry.salt,
        "commitment": entry.commitment,
        "previous": entry.previous,
        "hash": entry.hash,
    }
