"""What is handed in or declared is sealed: its digest stands in the diary, and a change is found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from thriving.kernel import files
from thriving.programs.capacity.models import Assessment, HandedIn, Level

Levels = Mapping[str, Mapping[str, Any]]  # by capacity


def digest_of(told: Any) -> str:
    written = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(written.encode()).hexdigest()


def as_written(assessment: Assessment) -> dict[str, dict[str, Any]]:
    """The levels as they stand, as JSON has them. Words are told by their digest: they can be forgotten."""
    whole = assessment.levels.select_related("document").order_by("capacity")
    return {each.capacity: _written(each) for each in whole if each.level is not None}


def newest(assessment: Assessment) -> HandedIn | None:
    """What was handed in last, from what may have been fetched with it."""
    return max(assessment.handed_in.all(), key=lambda each: each.pk, default=None)


def levels_of(assessment: Assessment | None) -> Levels:
    """By capacity, as they were handed in last."""
    found = newest(assessment) if assessment else None
    return found.levels if found else {}


def is_whole(assessment: Assessment) -> bool:
    """Whether the levels, and what they rest on, are those that were handed in."""
    found = newest(assessment)
    if found is None:
        return True
    return found.digest == digest_of(found.levels) and found.levels == as_written(assessment)


def is_document_whole(level: Level) -> bool:
    """Whether the bytes of a level's document are those that were kept, and the ones handed in."""
    if level.document is None or not files.is_still(level.document.key, level.document.sha256):
        return False
    told = levels_of(None if level.assessment.is_written else level.assessment).get(level.capacity)
    return told is None or told["document"] == level.document.sha256


def _written(level: Level) -> dict[str, Any]:
    words = (sha256(each.encode()).hexdigest() for each in (level.evidence, level.link) if each)
    return {
        "level": level.level,
        "confidence": level.confidence,
        "words": list(words),
        "document": level.document.sha256 if level.document else "",
    }
