"""Stretches of whole pages become events: in this process, or in others beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyarrow as pa

from thriving.history.readers.mediawiki_xml.bots import Bots
from thriving.history.readers.mediawiki_xml.cutting import Piece
from thriving.history.readers.mediawiki_xml.events import events
from thriving.history.readers.mediawiki_xml.scanning import Scan
from thriving.history.readers.mediawiki_xml.site import Site
from thriving.history.rejects import Reject


@dataclass(frozen=True)
class Rules:
    """What has to be known to read a page of this dump."""

    site: Site
    bots: Bots


@dataclass(frozen=True)
class Found:
    events: pa.Table
    rejects: list[Reject]


def stretches(pieces: Iterator[Piece]) -> Iterator[Iterator[Piece]]:
    """Pieces up to one with which all pages end. Each stretch has to be taken whole before the next."""
    for first in pieces:
        yield _to_its_end(first, pieces)


def found(stretch: Iterable[Piece], rules: Rules) -> Found:
    """Raises HistoryError where it is no XML."""
    scan = Scan()
    for piece in stretch:
        scan.take(piece)
    return Found(events(scan, rules.site, rules.bots), scan.rejects)


def _to_its_end(piece: Piece, pieces: Iterator[Piece]) -> Iterator[Piece]:
    yield piece
    while not piece.ends:
        piece = next(pieces)
        yield piece
