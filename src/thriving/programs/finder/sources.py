"""What can be found: packages say here what they offer, and it is kept while nothing of it changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.functional import Promise

from thriving.kernel.registry import Registry
from thriving.programs.matching.engine import Offer

Kept = tuple[Hashable, Sequence[Offer]]


@dataclass(frozen=True)
class Source:
    """``offers`` for all readers the same; ``edition`` is another one whenever any of them has changed."""

    title: str | Promise  # of one of them
    offers: Callable[[date], Sequence[Offer]]
    edition: Callable[[date], Hashable]  # to be had with one cheap question


sources = Registry[Source]("source of offers")
_kept: dict[tuple[str, str], Kept] = {}


def add(name: str, source: Source) -> None:
    sources.add(name, source)


def offers_on(day: date) -> list[Offer]:
    """Everything that can be found on this day, from all sources."""
    return [offer for name in sources for offer in _of(name, day)]


def forget() -> None:
    """Let go of all that is kept: for tests, each of which begins with tables of its own."""
    _kept.clear()


def _of(name: str, day: date) -> Sequence[Offer]:
    """Kept in memory, since thousands are read whole and change seldom."""
    place = (str(connection.settings_dict["NAME"]), name)
    # The edition is asked first: what changes meanwhile is then read again, never missed.
    edition = (day, sources[name].edition(day))
    known = _kept.get(place)
    if known is None or known[0] != edition:
        known = _kept[place] = (edition, tuple(sources[name].offers(day)))
    return known[1]
