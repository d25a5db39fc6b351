"""The stream without its texts, which are nearly all of a full history and of which no metric reads a word.

What remains of a page is what a stub says of it, so that even the biggest page, hundreds of gigabytes of
texts, is bounded by the number of its revisions.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from thriving.history.failures import HistoryError

_OPENING = b"<text"
_LONGEST_TAG = 1 << 20  # bytes
_LONGEST_UNMEASURED = 64 << 20  # bytes; MediaWiki takes 2 MB unless it is told otherwise
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_HASH_LENGTH = 31  # of a SHA-1 in base 36, as MediaWiki writes it


def without_texts(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Of a text only its ends of lines stay, so that lines can still be counted.

    A text that does not say its size, as in older full histories, gets size and hash here, from its words.
    """
    stream = _Stream()
    for block in blocks:
        yield stream.fed(block)
    yield stream.rest


class _Stream:
    def __init__(self) -> None:
        self.rest = b""  # a tag that has not ended yet
        self.tag = b""  # of the text that we are in
        self.words: list[bytes] | None = None  # what it says, where it has to be measured
        self.kept: list[bytes] = []
        self.ends_line: Any = None  # of the bytes under way

    def fed(self, block: bytes) -> bytes:
        data, at = self.rest + block, 0
        self.rest, self.kept = b"", []
        if not self.tag and _is_stub(data):
            at = self._kept_to_last_tag(data, at)
        # Of all at once: to count what is in a text takes longer than to find its end.
        self.ends_line = np.frombuffer(data, np.uint8) == ord("\n")
        while at < len(data):
            at = self._left(data, at) if self.tag else self._entered(data, at)
        return b"".join(self.kept)

    def _entered(self, data: bytes, at: int) -> int:
        """From ``at`` on into the next text; where there is none, to the end."""
        opening = data.find(_OPENING, at)
        end = data.find(b">", opening) + 1 if opening >= 0 else 0
        if not end:
            return self._kept_to_last_tag(data, at)
        tag = data[opening:end]
        if tag.endswith(b"/>") or tag[len(_OPENING) : len(_OPENING) + 1] not in b" >\t\n":
            self.kept.append(data[at:end])
            return end
        self.tag, self.words = tag, None if b" bytes=" in tag or b" deleted=" in tag else []
        self.kept.append(data[at:end] if self.words is None else data[at:opening])
        return end

    def _left(self, data: bytes, at: int) -> int:
        """From ``at`` on to where the text ends, or to the end of what there is so far."""
        closing = data.find(b"<", at)
        end = len(data) if closing < 0 else closing
        if self.words is None:
            self.kept.append(b"\n" * int(np.count_nonzero(self.ends_line[at:end])))
        else:
            self._measured(data[at:end], is_all=closing >= 0)
        if closing >= 0:
            self.tag = b""
        return end

    def _measured(self, words: bytes, *, is_all: bool) -> None:
        assert self.words is not None  # noqa: S101 -- for the type: whoever asks has looked
        self.words.append(words)
        if sum(map(len, self.words)) > _LONGEST_UNMEASURED:
            raise HistoryError(
                f"It holds a text of more than {_LONGEST_UNMEASURED >> 20} MB that does not say its size."
            )
        if is_all:
            self.kept.append(_with_measures(self.tag, b"".join(self.words)))

    def _kept_to_last_tag(self, data: bytes, at: int) -> int:
        """A tag at the end that has not ended waits for what follows."""
        last = data.rfind(b"<", at)
        cut = len(data) if last < 0 or data.find(b">", last) >= 0 else last
        if len(data) - cut > _LONGEST_TAG:
            raise HistoryError(f"It holds a tag of more than {_LONGEST_TAG >> 20} MB, which is none.")
        self.kept.append(data[at:cut])
        self.rest = data[cut:]
        return len(data)


def _is_stub(data: bytes) -> bool:
    """Whether no text has words in it; then nothing needs to be looked at tag by tag."""
    if b"</text" in data:
        return False
    last = data.rfind(_OPENING)
    end = data.find(b">", last)
    return last < 0 or (end > 0 and data[end - 1 : end] == b"/")


def _with_measures(tag: bytes, words: bytes) -> bytes:
    text = html.unescape(words.decode("utf-8", "replace")).encode()
    lines = b"\n" * words.count(b"\n")
    measures = f' bytes="{len(text)}" sha1="{hash_of(text)}">'.encode()
    return tag[:-1] + measures + lines


def hash_of(text: bytes) -> str:
    """As MediaWiki writes it: SHA-1 in base 36."""
    number = int.from_bytes(hashlib.sha1(text, usedforsecurity=False).digest())
    digits = ""
    while number:
        number, digit = divmod(number, len(_DIGITS))
        digits = _DIGITS[digit] + digits
    return digits.rjust(_HASH_LENGTH, "0")
