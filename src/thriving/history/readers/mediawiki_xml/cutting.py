"""The stream, without texts, cut where pages end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from thriving.history.failures import HistoryError

PIECE = 2 << 20  # bytes: some thousands of revisions, which take a few hundredths of a second
_LONGEST = 64 << 20  # bytes, of what says nothing but one revision or of what stands before the first page
_PAGE, _PAGE_END, _REVISION_END = b"<page>", b"</page>", b"</revision>"
_END = re.compile(rb"\s*</mediawiki>\s*\Z")
_XML_DECLARATION = re.compile(
    rb"""\A(?:\xef\xbb\xbf)?\s*<\?xml\s+version="1\.0"(?:\s+encoding="utf-8")?\s*\?>""", re.IGNORECASE
)
_DECLARATION = re.compile(rb"<[!?]")


@dataclass(frozen=True)
class Piece:
    """``line``: its first, counted from 1. With one that ``ends``, all pages begun have ended."""

    data: bytes
    line: int
    ends: bool


@dataclass(frozen=True)
class Cut:
    head: bytes
    pieces: Iterator[Piece]


def cut(blocks: Iterable[bytes], *, size: int = PIECE) -> Cut:
    """What stands before the first page, and the pages. Raises HistoryError where it is no dump."""
    stream = _Refusing(_without_xml_declaration(iter(blocks)))
    head, rest = _head(stream)
    return Cut(head, _pieces(rest, stream, head.count(b"\n") + 1, size))


class _Refusing:
    """Blocks as they come, but no declaration: it could mean any amount of anything."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.blocks, self.last = blocks, b""

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        block = next(self.blocks)
        if _DECLARATION.search(block) or _DECLARATION.search(self.last + block[:1]):
            raise HistoryError(
                "It holds a declaration, a comment or CDATA (“<!” or “<?”), which MediaWiki never writes. "
                "For the safety of this machine it is not read."
            )
        self.last = block[-1:]
        return block


def _without_xml_declaration(blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield _XML_DECLARATION.sub(b"", next(blocks, b""))
    yield from blocks


def _head(stream: Iterator[bytes]) -> tuple[bytes, bytes]:
    read = b""
    for block in stream:
        read += block
        if (at := read.find(_PAGE)) >= 0:
            return read[:at], read[at:]
        _refuse_endless(read)
    end = _END.search(read)
    return (read[: end.start()], read[end.start() :]) if end else (read, b"")


def _pieces(rest: bytes, stream: Iterator[bytes], line: int, size: int) -> Iterator[Piece]:
    for more in _together(stream, size):
        rest += more
        if len(rest) >= size:
            piece, rest = _whole(rest, line)
            line += piece.data.count(b"\n")
            yield piece
    piece, rest = _whole(rest, line)
    yield Piece(piece.data, line, ends=True)
    if not _END.match(rest):
        raise HistoryError("It is truncated, or is no XML: it does not end as a dump ends.")


def _together(blocks: Iterator[bytes], size: int) -> Iterator[bytes]:
    """Small blocks, as those whose texts were dropped, by so many bytes, lest each be copied many times."""
    held, length = [], 0
    for block in blocks:
        held.append(block)
        length += len(block)
        if length >= size:
            yield b"".join(held)
            held, length = [], 0
    yield b"".join(held)


def _whole(rest: bytes, line: int) -> tuple[Piece, bytes]:
    """Whole pages; of a page that is longer than that, whole revisions."""
    for mark, ends in ((_PAGE_END, True), (_REVISION_END, False)):
        if (at := rest.rfind(mark) + len(mark)) >= len(mark):
            return Piece(rest[:at], line, ends), rest[at:]
    _refuse_endless(rest)
    return Piece(b"", line, ends=False), rest


def _refuse_endless(read: bytes) -> None:
    if len(read) > _LONGEST:
        raise HistoryError(
            f"It holds more than {_LONGEST >> 20} MB without the start of a page or the end of a revision."
        )
