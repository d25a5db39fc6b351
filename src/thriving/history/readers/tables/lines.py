"""A text with delimiters, record by record: a bad one costs itself, never those after it."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from thriving.history.rejects import Reject

Record = tuple[int, list[str]]

_LONGEST_FIELD = 4 << 20  # characters: a page of MediaWiki has at most 2 MB, and a table may bring its text


@dataclass(frozen=True)
class Dialect:
    """``quote`` is empty where a quote is a character like another."""

    delimiter: str
    quote: str

    @property
    def options(self) -> dict[str, Any]:
        quoting = {"quotechar": self.quote} if self.quote else {"quoting": csv.QUOTE_NONE, "quotechar": None}
        return {"delimiter": self.delimiter, "strict": True, **quoting}


def records(
    lines: Iterable[bytes], dialect: Dialect, *, width: int = 0, kept: Collection[int] = ()
) -> Iterator[Record | Reject]:
    """Each with the number of its first line. ``width``: how many fields a record has; 0, any number.

    In the fields at the places ``kept`` nothing goes on over the end of a line: two stray quotes would
    make one row of two, and nobody would see it.
    """
    csv.field_size_limit(_LONGEST_FIELD)
    feed = _Feed(lines)
    reader = csv.reader(feed, **dialect.options)
    while True:
        feed.begin()
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as wrong:
            yield feed.refused(f"its quotes or line ends cannot be read ({wrong})")
            continue
        if fault := _fault(feed, record, width, kept):
            yield feed.refused(fault)
        elif record:  # an empty line is nothing
            yield feed.number, record


def _fault(feed: _Feed, record: list[str], width: int, kept: Collection[int]) -> str:
    if feed.is_garbled:
        return "it is not UTF-8"
    if record and width not in (0, len(record)):
        return f"it has {len(record)} fields, where the header has {width}"
    if feed.is_long and any("\n" in record[place] for place in kept):
        return "a quote opens in it and closes in another line"
    return ""


class _Feed:
    """Lines for the parser, which takes those after a quote that never closes: they can be given back."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._lines, self._back = iter(lines), deque[bytes]()
        self._taken: list[bytes] = []
        self._read = 0
        self.is_garbled = False

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self._taken.append(line)
        self._read += 1
        try:
            return line.decode("utf-8-sig" if self._read == 1 else "utf-8")
        except UnicodeDecodeError:
            self.is_garbled = True
            return line.decode("utf-8", "backslashreplace")

    def begin(self) -> None:
        self._taken, self.is_garbled = [], False

    @property
    def is_long(self) -> bool:
        return len(self._taken) > 1

    @property
    def number(self) -> int:
        return self._read - len(self._taken) + 1

    def refused(self, reason: str) -> Reject:
        """The first line taken; the parser reads the others again."""
        first, *others = self._taken
        reject = Reject.cut(self.number, reason, first.decode("utf-8", "backslashreplace").rstrip("\r\n"))
        self._back.extendleft(reversed(others))
        self._read -= len(others)
        return reject
