"""The lake of this installation: where it lies, what it holds, and where dumps may be picked from."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings

from thriving.history.failures import HistoryError
from thriving.history.lake import Lake, Source
from thriving.history.lake.place import REJECTS
from thriving.wiki.models import Measurement
from thriving.wiki.rules import public_wikis

UPLOADS = "uploads"  # beside the rows: dumps that came by the browser wait here until they are read
_KEY = re.compile(r"[0-9a-f]{20}-[0-9a-f]{8}")
# What the readers know by name; the content is looked at when it is read.
DUMP = re.compile(r"[\w][\w.+-]{0,150}\.(tsv|csv|xml|parquet)(\.(gz|bz2|zst|7z))?", re.ASCII)
_WIKI = re.compile(r"[\w-]{1,60}", re.ASCII)  # what addresses and the column of a sign can hold
_MADE_UP = re.compile(r"synthetic\d+wiki")  # as the generator names its wikis: no real one is called so


@dataclass(frozen=True)
class Held:
    """A wiki in the lake."""

    wiki: str
    snapshot: str
    known_until: str
    sources: tuple[Source, ...]

    @property
    def rows(self) -> int:
        return sum(source.rows for source in self.sources)

    @property
    def first_day(self) -> date:
        return datetime.fromisoformat(min(source.first for source in self.sources)).date()

    @property
    def last_day(self) -> date:
        return datetime.fromisoformat(max(source.last for source in self.sources)).date()


def lake() -> Lake:
    return Lake(Path(settings.LAKE))


def held() -> list[Held]:
    """Every wiki in the lake. Raises HistoryError where its manifest cannot be read."""
    manifest = lake().manifest
    return [
        Held(name, wiki.snapshot, wiki.known_until, manifest.sources_of(name))
        for name, wiki in sorted(manifest.wikis.items())
    ]


def tables() -> list[tuple[str, Source]]:
    """What lies beside the events, such as accounts or the namespaces of wikis, by the name of the table."""
    manifest = lake().manifest
    return [
        (table, manifest.sources[holding.source])
        for table, holdings in sorted(manifest.beside.items())
        for holding in holdings
    ]


def is_made_up(wiki: str) -> bool:
    return bool(_MADE_UP.fullmatch(wiki))


def open_to_all(wikis: Collection[str]) -> set[str]:
    """Those of ``wikis`` of which everybody may read, as the rule has it for signs."""
    public = public_wikis().filter(code__in=wikis).values_list("code", flat=True)
    return {*public, *filter(is_made_up, wikis)}


def rejects(key: str) -> Path | None:
    """The rows of a file that could not be read, by its key."""
    path = lake().folder / REJECTS / f"{key}.tsv"
    return path if _KEY.fullmatch(key) and path.is_file() else None


def forget_rejects(key: str) -> None:
    """Rows of a file that was refused name people as much as the file did; those of one in the lake stay."""
    if (path := rejects(key)) and not _holds(key):
        path.unlink(missing_ok=True)


def _holds(key: str) -> bool:
    try:
        return key in {source.key for source in lake().manifest.sources.values()}
    except HistoryError:
        return False


def has_a_page(wiki: str) -> bool:
    """Whether addresses can name it. A lake that something else wrote may hold anything."""
    return bool(_WIKI.fullmatch(wiki))


def key_in(sentence: str) -> str:
    """The key of the rows that a refusal speaks of, if it does."""
    found = _KEY.search(sentence)
    return found[0] if found else ""


def dumps() -> list[Path]:
    """What may be picked on the server: files named like dumps, right in the folder of the setting."""
    if not settings.DUMPS:
        return []
    try:
        inside = sorted(Path(settings.DUMPS).iterdir())
    except OSError:
        return []
    return [path for path in inside if DUMP.fullmatch(path.name) and path.is_file() and not path.is_symlink()]


def uploads_of(run: int) -> Path:
    return lake().folder / UPLOADS / str(run)


def troubles() -> Iterator[str]:
    """What is wrong with the lake, each in a sentence: for whoever keeps the site."""
    from thriving.history.lake.checking import findings  # noqa: PLC0415 -- the engines take a second to load

    if settings.DUMPS and not Path(settings.DUMPS).is_dir():
        yield f"there is no folder {settings.DUMPS}, which THRIVING_DUMPS names."
    if not _is_empty():
        yield from findings(lake())
    elif (last := Measurement.objects.first()) and last.wikis:
        yield (
            f"the lake was measured with {last.wikis} wiki(s), and {lake().folder} holds none any more. "
            "Restore the folder, or read their dumps again."
        )


def _is_empty() -> bool:
    try:
        manifest = lake().manifest
    except HistoryError:
        return False  # what is broken has something in it
    return not manifest.wikis and not manifest.beside
