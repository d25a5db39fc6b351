"""What can be found: packages say here what they offer, and it is kept while nothing of it changes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.utils.functional import Promise

from thriving.kernel.registry import Registry
from thriving.programs.matching.engine import Offer

AT_ONCE = 500  # keys in one query; SQLite takes 32,766


@dataclass(frozen=True)
class Source:
    """``lines`` tells in one cheap question what stands on a day, a line for each.

    A line is the offer's key, a space, and a stamp that is another one whenever anything of the offer has
    changed. ``read`` reads those with these keys, for all readers the same.
    """

    title: str | Promise  # of one of them
    lines: Callable[[date], str]
    read: Callable[[Collection[str]], Mapping[str, Offer]]


@dataclass(frozen=True)
class _Kept:
    lines: str = ""
    offers: Mapping[str, Offer] = field(default_factory=dict)  # by their lines


sources = Registry[Source]("source of offers")
_kept: dict[tuple[str, str], _Kept] = {}


def add(name: str, source: Source) -> None:
    sources.add(name, source)


def offers_on(day: date) -> list[Offer]:
    """Everything that can be found on this day, from all sources."""
    return [offer for name in sources for offer in _of(name, day)]


def forget() -> None:
    """Let go of all that is kept: for tests, each of which begins with tables of its own."""
    _kept.clear()


def _of(name: str, day: date) -> Collection[Offer]:
    """Kept in memory, since thousands change seldom; of what has changed, no more is read than that."""
    place, source = (str(connection.settings_dict["NAME"]), name), sources[name]
    # The lines are asked first: what changes meanwhile is then read again next time, never missed.
    lines = source.lines(day)
    kept = _kept.get(place, _Kept())
    if lines != kept.lines:
        kept = _kept[place] = _Kept(lines, dict(_renewed(source, lines, kept.offers)))
    return kept.offers.values()


def _renewed(source: Source, lines: str, known: Mapping[str, Offer]) -> Iterator[tuple[str, Offer]]:
    """What stands now: known from before where its line is the same, and read where it is not."""
    standing = lines.split("\n") if lines else []
    yield from ((line, known[line]) for line in standing if line in known)
    unknown = {line.partition(" ")[0]: line for line in standing if line not in known}
    keys = list(unknown)
    for start in range(0, len(keys), AT_ONCE):
        read = source.read(keys[start : start + AT_ONCE])
        yield from ((unknown[key], offer) for key, offer in read.items())
