from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thriving.kernel import access
from thriving.programs.capacity.models import Path


def paths_for(reader: Any) -> QuerySet[Path]:
    return access.within(reader, "see_path", with_all(Path.objects.all()))


def paths_kept_by(person: Any) -> QuerySet[Path]:
    return access.within(person, "keep_path", with_all(Path.objects.all()))


def over(paths: QuerySet[Path], today: date) -> QuerySet[Path]:
    """Those whose program is over: from the next day on the affiliate can be assessed again."""
    return paths.filter(Q(ended_on__lt=today) | Q(ended_on=None, until__lt=today))


def with_all(paths: QuerySet[Path]) -> QuerySet[Path]:
    """With what tells whether they grew: a constant number of queries, however many paths."""
    ties = paths.select_related("affiliate", "declaration", "before", "after")
    return ties.prefetch_related("languages", "before__handed_in", "after__handed_in")
