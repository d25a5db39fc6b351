"""Pieces of a dump, page after page: what each revision says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from lxml import etree

from thriving.history.failures import HistoryError
from thriving.history.readers.mediawiki_xml.columnar import table
from thriving.history.readers.mediawiki_xml.cutting import Piece
from thriving.history.readers.mediawiki_xml.fields import (
    PAGE,
    REVISION,
    Page,
    Unreadable,
    page_of,
    refuse_broken,
    revision_of,
)
from thriving.history.rejects import Reject

_PAGE_BEGINS = re.compile(r"\s*(<page\s*>)")
_PAGE_END = re.compile(r"\s*</page>")
_NEXT = re.compile(r"(<revision[\s>/]|</page\s*>)")
_REVISION_END = "</revision>"
_SHOWN = 200  # characters of what was refused
_BLANK = re.compile(r"\s*\Z")
# Other than MediaWiki's own; a piece with such an entity is left to the parser.
_ANOTHER_ESCAPE = re.compile(rb"&(?!amp;|lt;|gt;|quot;|#039;)")
_IN_XML = b"\t\n\r"  # of the characters before the space


@dataclass
class Scan:
    """One stretch of whole pages, given in one piece or in several."""

    pages: list[Page] = field(default_factory=list)
    tables: list[pa.Table] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    is_in_page: bool = False
    page_fault: str = ""  # why the page under way cannot be taken
    rows: list[Sequence[str | None]] = field(default_factory=list)  # as Fields
    owners: list[int] = field(default_factory=list)  # of each row the page

    def take(self, piece: Piece) -> None:
        """Raises HistoryError where the piece is no XML."""
        try:
            self._take(piece)
        except (etree.XMLSyntaxError, UnicodeDecodeError) as broken:
            raise HistoryError(f"It is truncated, or is no XML: {broken}.") from broken
        self.tables.append(table(self.owners, self.rows))
        self.rows, self.owners = [], []

    def _take(self, piece: Piece) -> None:
        data, at = piece.data.decode(), 0
        is_plain = _is_plain(piece.data)
        while not _BLANK.match(data, at):
            at = (self._quickly(data, at) if is_plain else 0) or self._slowly(data, at, piece.line)
        if piece.ends and self.is_in_page:
            raise HistoryError("It is truncated, or is no XML: a page does not end.")

    def _quickly(self, data: str, at: int) -> int:
        """Where what could be read by its pattern ends; 0 where nothing could."""
        if self.is_in_page:
            return 0 if self.page_fault else self._revisions(data, at)
        if (found := PAGE.match(data, at)) is None:
            return 0
        self._begin(Page(found[1], int(found[2]), int(found[3]), found[4] is not None))
        return found.end()

    def _revisions(self, data: str, at: int) -> int:
        match, add, behind, before = REVISION.match, self.rows.append, 0, len(self.rows)
        while found := match(data, at):
            add(found.groups())
            at = behind = found.end()
        self.owners.extend([len(self.pages) - 1] * (len(self.rows) - before))
        if end := _PAGE_END.match(data, at):
            self.is_in_page, behind = False, end.end()
        return behind

    def _slowly(self, data: str, at: int, line: int) -> int:
        beginning = _NEXT.search(data, at) if self.is_in_page else _PAGE_BEGINS.match(data, at)
        if beginning is None:
            raise HistoryError("It is truncated, or is no XML: pages do not follow each other.")
        start = beginning.start(1)
        if not self.is_in_page:
            return self._page(data, start, line)
        refuse_broken(data[at:start])
        if beginning[0].startswith("</page"):
            self.is_in_page = False
            return beginning.end()
        return self._revision(data, start, line)

    def _page(self, data: str, start: int, line: int) -> int:
        end = _NEXT.search(data, start)
        behind = end.start() if end else len(data)
        try:
            self._begin(page_of(f"{data[start:behind]}</page>"))
        except Unreadable as wrong:
            self._begin(Page("", 0, 0, is_redirect=False), str(wrong))
            self._refuse(wrong, data, start, line)
        return behind

    def _revision(self, data: str, start: int, line: int) -> int:
        behind = data.find(_REVISION_END, start) + len(_REVISION_END)
        try:
            fields = revision_of(data[start:behind])
        except Unreadable as wrong:
            self._refuse(wrong, data, start, line)
            return behind
        if self.page_fault:
            self._refuse(Unreadable(f"its page: {self.page_fault}"), data, start, line)
        else:
            self.rows.append(fields)
            self.owners.append(len(self.pages) - 1)
        return behind

    def _begin(self, page: Page, fault: str = "") -> None:
        self.pages.append(page)
        self.is_in_page, self.page_fault = True, fault

    def _refuse(self, wrong: Unreadable, data: str, start: int, line: int) -> None:
        shown = " ".join(data[start : start + _SHOWN].split())
        self.rejects.append(Reject.cut(line + data.count("\n", 0, start), str(wrong), shown, wrong.value))


def _is_plain(data: bytes) -> bool:
    """Whether each character may stand in XML, and each escape is one that MediaWiki writes."""
    codes = np.frombuffer(data, np.uint8)
    controls = np.count_nonzero(codes < ord(" ")) - sum(np.count_nonzero(codes == each) for each in _IN_XML)
    return not controls and not _ANOTHER_ESCAPE.search(data)
