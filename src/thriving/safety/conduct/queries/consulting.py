"""What was said in a consultation, with names only where their owners show them to the reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thriving.movement.queries import people
from thriving.safety.conduct.models import Comment, Version


@dataclass(frozen=True)
class Said:
    comment: Comment
    name: str  # empty: not for this reader


def comments_of(version: Version) -> QuerySet[Comment]:
    return version.comments.select_related("author").order_by("number")


def unanswered(version: Version) -> int:
    return version.comments.filter(answered_at=None, hidden_at=None).count()


def as_read(reader: Any, comments: list[Comment]) -> list[Said]:
    """One query for all names."""
    known = people.names(reader, {each.author.key for each in comments if each.author})
    return [Said(each, known.get(each.author.key, "") if each.author else "") for each in comments]
