"""Who reads a file: as somebody says, or else by its name and its first lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from thriving.history.failures import HistoryError
from thriving.history.readers import mediawiki_history
from thriving.history.readers.mediawiki_xml.bots import Bots
from thriving.history.readers.mediawiki_xml.reader import ENDINGS, XmlReader
from thriving.history.readers.reader import Reader
from thriving.history.readers.tables import files, forms
from thriving.history.readers.tables.beside import BesideReader
from thriving.history.readers.tables.extract import ExtractReader, put_together
from thriving.history.readers.tables.recognized import form_of
from thriving.history.readers.tables.revisions import RevisionsReader
from thriving.history.readers.tables.typed import Typed

HISTORY, XML = "mediawiki-history", "xml"
LAYOUTS = (HISTORY, XML, *forms.NAMES)

# What dumps.wikimedia.org calls files without a page's earlier revisions.
_OF_THE_DAY = re.compile(r"-(?:pages|stub)-(?:meta-current|articles)")

Beside = BesideReader | ExtractReader


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


def grouped(paths: Sequence[Path], said: Said) -> list[tuple[Path, ...]]:
    """Each file by itself, but those that make one extract together."""
    extract = tuple(path for path in paths if _is_of_extract(path, said))
    alone: list[tuple[Path, ...]] = [(path,) for path in paths if path not in extract]
    return [*alone, extract] if extract else alone


def reader_of(paths: Sequence[Path], said: Said = Said()) -> Reader | Beside:
    """Of files as they are ``grouped``. Raises HistoryError where they can be read as nothing."""
    path, *others = paths
    if path.is_dir():
        raise HistoryError(f"{path} is a folder. Name the files in it, as {path / '*'} in quotes.")
    if _is_xml(path, said):
        if not said.layout and _OF_THE_DAY.search(path.name):
            raise HistoryError(
                f"{path.name} holds only the last revision of each page, which is no history. "
                "The whole history is in …-pages-meta-history, and without texts in …-stub-meta-history."
            )
        return XmlReader(path, Bots(said.bots))
    table = _table(path, said)
    if table is None:
        return mediawiki_history.recognize(path)
    if table.form.is_of_extract:
        tables = (_table(other, said) for other in others)
        return put_together([table, *(other for other in tables if other)])
    return RevisionsReader(table, said.bots) if table.form is forms.REVISIONS else BesideReader(table)


def _is_of_extract(path: Path, said: Said) -> bool:
    if _is_xml(path, said) or said.layout not in ("", forms.HUMANS.name):
        return False
    try:
        table = _table(path, said)
    except HistoryError:  # told when its turn comes
        return False
    return table is not None and table.form.is_of_extract


def _is_xml(path: Path, said: Said) -> bool:
    return said.layout == XML or (not said.layout and path.name.endswith(ENDINGS))


def _table(path: Path, said: Said) -> Typed | None:
    if said.layout == HISTORY:
        return None
    if said.layout not in ("", *forms.NAMES):
        raise HistoryError(f"There is no layout {said.layout}. There are: {', '.join(LAYOUTS)}.")
    file = files.opened(path, delimiter=said.delimiter, quote=said.quote)
    form = form_of(file, said.layout)
    return Typed(file, form, said.wiki) if form else None
