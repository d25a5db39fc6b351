"""What people of a list did on wikis in a window, asked of this installation's lake: for packages above."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from thriving.history import people
from thriving.history.failures import HistoryError
from thriving.wiki import installation


@dataclass(frozen=True)
class Figure:
    """``value`` is None while it is not known: until ``known_from``, or for the reason that ``note`` says."""

    name: str
    title: str
    value: int | None
    unit: str
    known_from: date | None
    note: str


@dataclass(frozen=True)
class Told:
    figures: tuple[Figure, ...]
    missing: int  # names that no account has


def measured_wikis(wikis: Collection[str]) -> list[str]:
    """Those of ``wikis`` that the lake holds and everybody may read; without any named, all such."""
    try:
        held = installation.open_to_all([each.wiki for each in installation.held()])
    except HistoryError:
        return []
    return sorted(held & set(wikis) if wikis else held)


def state_of_lake(wikis: Collection[str]) -> str:
    """Changes whenever what the lake knows of these wikis does."""
    told = [
        [each.wiki, each.snapshot, each.known_until] for each in installation.held() if each.wiki in wikis
    ]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def told(names: Collection[str], *, begins: datetime, ends: datetime, wikis: Collection[str]) -> Told | None:
    """None where it cannot be measured: no lake, none of these wikis in it, or nothing to look for."""
    held = measured_wikis(wikis)
    if not held or not names:
        return None
    try:
        scope = people.scope(names, begins=begins, ends=ends, wikis=held)
        answer = people.did(installation.lake(), scope, memory=settings.LAKE_MEMORY)
    except HistoryError:
        return None
    figures = [
        Figure(
            row["figure"],
            people.DEFINITIONS[row["figure"]].title,
            row["value"],
            row["unit"],
            row["known_from"],
            row["note"] or "",
        )
        for row in answer.rows.to_pylist()
    ]
    return Told(tuple(figures), len(answer.missing))
