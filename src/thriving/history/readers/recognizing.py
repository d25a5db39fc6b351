from __future__ import annotations

from pathlib import Path

from thriving.history.readers import mediawiki_history
from thriving.history.readers.reader import Reader
from thriving.history.readers.xml_events import Bots
from thriving.history.readers.xml_reader import ENDINGS, XmlReader


def reader_of(path: Path, *, bots: frozenset[str] = frozenset()) -> Reader:
    """Who reads the file: by its name for XML, by its first lines otherwise."""
    if path.name.endswith(ENDINGS):
        return XmlReader(path, Bots(bots))
    return mediawiki_history.recognize(path)
