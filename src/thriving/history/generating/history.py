"""One piece's history, whole: what every form of dump is written from."""

from __future__ import annotations

from dataclasses import dataclass

from thriving.history.generating.accounts import Standings, changes_of
from thriving.history.generating.editing import Edits, edits_of
from thriving.history.generating.pages import Pages, pages_of
from thriving.history.generating.people import People, people_of
from thriving.history.generating.plan import Piece

_PAGES, _LOG = 0.09, 0.012  # of the events: pages made, and what happened to pages later


@dataclass(frozen=True)
class History:
    piece: Piece
    people: People
    standings: Standings
    edits: Edits
    pages: Pages


def history_of(piece: Piece) -> History:
    """As many events as the piece shall have, neither more nor less."""
    people = people_of(piece)
    standings = Standings(people, changes_of(piece, people))
    others = int(people.has_account.sum()) + len(standings.changes)
    made, happened = pages_in(piece), int(piece.events * _LOG)
    edits = edits_of(piece, people, piece.events - others - made - happened, pages=made)
    return History(piece, people, standings, edits, pages_of(piece, edits, happened))


def pages_in(piece: Piece) -> int:
    return int(piece.events * _PAGES)
