"""The index: which words lead to which record. Written in the transaction that changes the record."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import TypeVar

from django.db import connection, transaction

from thriving.movement.models import SearchReach, SearchWord
from thriving.movement.search.folding import folded_name, words_to_find

T = TypeVar("T")
_INSERT = "INSERT INTO movement_searchword (kind, record, whole, word, reach) VALUES (%s, %s, %s, %s, %s)"

AT_ONCE = 2_000  # records, or rows, in one statement


@dataclass(frozen=True)
class Entry:
    """Names of a record, and who may find it by them."""

    record: str
    names: tuple[str, ...]
    reach: SearchReach = SearchReach.EVERYONE


Line = tuple[str, bool, str]  # record, whole, word


def put(kind: str, records: Collection[str], entries: Iterable[Entry] = ()) -> None:
    """Let these records be found by ``entries`` and by nothing else; without any, not at all."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("the index changes in the transaction of what it leads to")
    for some in _by(AT_ONCE // 4, records):
        SearchWord.objects.filter(kind=kind, record__in=some).delete()
    for some_entries in _by(AT_ONCE, entries):
        _write(kind, _lines(some_entries))


def forget(kind: str, records: Collection[str]) -> None:
    put(kind, records)


@transaction.atomic
def rebuild(kind: str, entries: Iterable[Entry]) -> int:
    """Make the index of a kind anew, from all its records; how many rows it has."""
    SearchWord.objects.filter(kind=kind).delete()
    put(kind, (), entries)
    return SearchWord.objects.filter(kind=kind).count()


def differences(kind: str, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Each record that the index leads to otherwise than it should: its key, and what is wrong."""
    lines = 0
    for some in _by(AT_ONCE // 4, entries):
        wanted = _lines(some)
        lines += len(wanted)
        yield from _compared(kind, {entry.record for entry in some}, wanted)
    if SearchWord.objects.filter(kind=kind).count() > lines:
        yield kind, "stray"


def _compared(kind: str, records: set[str], wanted: dict[Line, SearchReach]) -> Iterator[tuple[str, str]]:
    rows = SearchWord.objects.filter(kind=kind, record__in=records)
    found = {(row.record, row.whole, row.word): row.reach for row in rows}
    for record in sorted({line[0] for line, _reach in wanted.items() ^ found.items()}):
        yield record, "differs"


def _write(kind: str, lines: dict[Line, SearchReach]) -> None:
    # Not by making an object of each row: the names of languages alone are a hundred thousand.
    rows = [(kind, *line, int(reach)) for line, reach in lines.items()]
    with connection.cursor() as cursor:
        cursor.executemany(_INSERT, rows)


def _lines(entries: Iterable[Entry]) -> dict[Line, SearchReach]:
    """What stands in the index; a word that leads there twice does so for whoever may see more of it."""
    lines: dict[Line, SearchReach] = {}
    for entry in entries:
        for whole, word in chain.from_iterable(map(_words_of, entry.names)):
            line = (entry.record, whole, word)
            lines[line] = min(entry.reach, lines.get(line, entry.reach))
    return lines


@lru_cache(maxsize=1 << 17)
def _words_of(name: str) -> tuple[tuple[bool, str], ...]:
    """The whole name, and each of its words with which it does not begin: those are found by the whole."""
    whole = folded_name(name)
    words = tuple((False, word) for word in words_to_find(name) if not whole.startswith(word))
    return ((True, whole), *words) if whole else words


def _by(size: int, things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some
