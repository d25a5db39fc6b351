"""What people of a list did on wikis in a window, asked of this installation's lake: for packages above."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings

from thriving.history import people
from thriving.history.failures import HistoryError
from thriving.history.people.names import each_once, normalized
from thriving.history.people.scopes import ALL_TOGETHER
from thriving.wiki import installation

TOGETHER = ALL_TOGETHER  # the title of all that was asked
DAYS_TO_STAY = people.Ways().days_after  # in which somebody who edits again has stayed


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
class Editor:
    """Somebody who edited, by the names that were asked. None: not known, or not yet."""

    names: tuple[str, ...]
    is_new: bool | None
    stayed: bool | None


@dataclass(frozen=True)
class Told:
    """``is_whole``: the lake knows the whole window; else the values are those so far."""

    figures: tuple[Figure, ...]
    missing: int  # names that no account has
    is_whole: bool = True
    editors: tuple[Editor, ...] = ()


@dataclass(frozen=True)
class Asked:
    """People in a window. ``within``: the titles of wholes that it is a part of."""

    title: str
    names: Collection[str]
    begins: datetime
    ends: datetime
    wikis: Collection[str] = ()
    within: tuple[str, ...] = ()


def as_asked(name: str) -> str:
    """A name as those of an ``Editor`` are written."""
    return normalized(name)


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


def editors_of(told: Told | None) -> int:
    """How many of these people edited; none where nothing is known of them."""
    if told is None:
        return 0
    return next((each.value for each in told.figures if each.name == "editors"), None) or 0


def told(names: Collection[str], *, begins: datetime, ends: datetime, wikis: Collection[str]) -> Told | None:
    """None where it cannot be measured: no lake, none of these wikis in it, or nothing to look for."""
    found = told_together([Asked("only", names, begins, ends, wikis)])
    return found["only"] if found else None


def told_together(asked: Sequence[Asked]) -> dict[str, Told]:
    """One look at the lake for all: by title what each did, by title each whole, and TOGETHER all of it.

    What none can be measured of is left out; empty where that is everything.
    """
    scopes = [scope for each in asked for scope in _scope(each)]
    if not scopes:
        return {}
    try:
        answer = people.did_together(installation.lake(), scopes, memory=settings.LAKE_MEMORY)
    except HistoryError:
        return {}
    told = dict(_by_title(answer))
    return told if TOGETHER in told else {**told, TOGETHER: next(iter(told.values()))}


def _scope(asked: Asked) -> Iterator[people.Scope]:
    held = measured_wikis(asked.wikis)
    if held and each_once(asked.names):
        yield people.scope(
            asked.names,
            begins=asked.begins,
            ends=asked.ends,
            wikis=held,
            title=asked.title,
            within=asked.within,
        )


def _by_title(answer: people.Contributions) -> Iterator[tuple[str, Told]]:
    figures: dict[str, list[Figure]] = defaultdict(list)
    for row in answer.rows.to_pylist():
        figures[row["scope"]].append(_figure(row))
    editors = tuple(
        Editor(tuple(row["names"]), row["is_new"], row["came_back"]) for row in answer.who.to_pylist()
    )
    for title, some in figures.items():
        inside = [each for each in answer.scopes if title in (TOGETHER, each.title, *each.within)]
        # Who edited is told of all together; where there is but one scope, that is all of them.
        is_all = len(inside) == len(answer.scopes)
        missing = {name for each in inside for name in each.names} & set(answer.missing)
        yield title, Told(tuple(some), len(missing), _is_whole(inside), editors if is_all else ())


def _figure(row: Mapping[str, Any]) -> Figure:
    title = people.DEFINITIONS[row["figure"]].title
    return Figure(row["figure"], title, row["value"], row["unit"], row["known_from"], row["note"] or "")


def _is_whole(scopes: Sequence[people.Scope]) -> bool:
    known = {each.wiki: datetime.fromisoformat(each.known_until) for each in installation.held()}
    return all(known[wiki] >= scope.end for scope in scopes for wiki in scope.wikis)
