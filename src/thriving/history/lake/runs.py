"""What files have to do with each other when they are taken in by one run.

A table rarely says of when it is. Cut into files, by year or by hand, its parts end on different days; they
are of one snapshot all the same, and the last of their events is how far all of them know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from thriving.history.failures import HistoryError
from thriving.history.lake.manifest import Manifest, Source
from thriving.history.lake.snapshots import Snapshot, of_file

_PACKED = re.compile(r"\.(?:gz|bz2|zst|7z)$")


@dataclass(frozen=True)
class Silent:
    """Those of a run's ``sources`` of which neither their names nor ``given`` say the snapshot."""

    sources: Sequence[Source]
    given: Snapshot | None

    def last_of(self, wiki: str) -> datetime:
        """The last event of the wiki's files."""
        return moment(self._lasts[wiki])

    def last_of_table(self, source: Source) -> str:
        """Of a table beside the events: of all files that share a wiki with it, or with one that does."""
        found, wikis = [source], set(source.wikis)
        others = [each for each in self._silent if each.table == source.table]
        while more := [each for each in others if each not in found and wikis & set(each.wikis)]:
            found += more
            wikis.update(*(each.wikis for each in more))
        return max(each.last for each in found)

    def held_tables(self, manifest: Manifest) -> set[str]:
        """The tables beside the events of which all the run's files are held already."""
        held = {(table, each.source) for table, all_ in manifest.beside.items() for each in all_}
        given = {(each.table, each.key) for each in self.sources if each.wikis}
        return {table for table, _key in given} - {table for table, _key in given - held} - {""}

    @property
    def of_events(self) -> list[Source]:
        return [each for each in self._silent if not each.table]

    @cached_property
    def _silent(self) -> list[Source]:
        return [each for each in self.sources if of_file(each.name, self.given) is None]

    @cached_property
    def _lasts(self) -> dict[str, str]:
        lasts: dict[str, str] = {}
        for source in self.of_events:
            lasts.update({wiki: max(source.last, lasts.get(wiki, "")) for wiki in source.wikis})
        return lasts


def refuse_namesakes(sources: Iterable[Source]) -> None:
    """Of two files of one name the second would replace the first. Raises HistoryError.

    Not where one is the other, packed.
    """
    seen: dict[tuple[str, str, str], Source] = {}
    for source in sources:
        for wiki in source.wikis:
            other = seen.setdefault((source.table, wiki, unpacked(source.name)), source)
            if other.key != source.key and (other.name == source.name or _told(other) != _told(source)):
                raise HistoryError(
                    f"Two files of this run are called {source.name}, and are not the same. By its name a "
                    "file is known when it is fetched anew: give them names of their own."
                )


def _told(source: Source) -> tuple[object, ...]:
    return source.rows, source.first, source.last


def refuse_other_times(before: Manifest, after: Manifest, silent: Silent) -> None:
    """A table that begins where the one that it would replace ends is another part of it, not a newer one.

    Unless somebody says a snapshot. Raises HistoryError.
    """
    for name, wiki in ((source.name, wiki) for source in silent.of_events for wiki in source.wikis):
        held, new = before.sources_of(wiki), after.sources_of(wiki)
        if not held or {each.key for each in held} & {each.key for each in new}:
            continue
        last, first = max(each.last for each in held), min(each.first for each in new)
        if last < first:
            raise HistoryError(
                f"The lake holds {wiki} until {last[:10]}, and {name} begins on {first[:10]}: it would "
                "replace what is there. If they are parts of one history, take in all of them in one run; "
                "if it is to be the whole from now on, say its --snapshot."
            )


def unpacked(name: str) -> str:
    return _PACKED.sub("", name)


def moment(written: str) -> datetime:
    return datetime.fromisoformat(written).replace(tzinfo=UTC)
