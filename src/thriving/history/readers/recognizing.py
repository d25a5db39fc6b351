"""Who reads a file: as somebody says, or else by its name and its first lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from thriving.history.failures import HistoryError
from thriving.history.readers import mediawiki_history
from thriving.history.readers.mediawiki_xml.bots import Bots
from thriving.history.readers.mediawiki_xml.reader import ENDINGS, XmlReader
from thriving.history.readers.reader import Reader
from thriving.history.readers.tables import files, forms
from thriving.history.readers.tables.recognized import form_of
from thriving.history.readers.tables.revisions import RevisionsReader
from thriving.history.readers.tables.typed import Typed

HISTORY, XML = "mediawiki-history", "xml"
LAYOUTS = (HISTORY, XML, *forms.NAMES)


@dataclass(frozen=True)
class Said:
    """What somebody says of a file that does not say it itself.

    ``layout``: one of ``LAYOUTS``. ``wiki``: of which one all rows are, where no column says it.
    ``delimiter`` and ``quote`` (empty: none) are guessed where not said. ``bots``: names known to be bots.
    """

    layout: str = ""
    wiki: str = ""
    delimiter: str = ""
    quote: str | None = None
    bots: frozenset[str] = frozenset()


def reader_of(path: Path, said: Said = Said()) -> Reader:
    """Raises HistoryError with what the file looks like, where it can be read as nothing."""
    if said.layout == XML or (not said.layout and path.name.endswith(ENDINGS)):
        return XmlReader(path, Bots(said.bots))
    table = _table(path, said)
    return RevisionsReader(table, said.bots) if table else mediawiki_history.recognize(path)


def _table(path: Path, said: Said) -> Typed | None:
    if said.layout == HISTORY:
        return None
    if said.layout not in ("", *forms.NAMES):
        raise HistoryError(f"There is no layout {said.layout}. There are: {', '.join(LAYOUTS)}.")
    file = files.opened(path, delimiter=said.delimiter, quote=said.quote)
    form = form_of(file, said.layout)
    return Typed(file, form, said.wiki) if form else None
