"""What a manifest becomes when files are taken in: a wiki has one snapshot at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from thriving.history.failures import HistoryError
from thriving.history.lake.beside import with_table
from thriving.history.lake.manifest import Manifest, Source, Wiki
from thriving.history.lake.runs import Silent, moment, refuse_namesakes, refuse_other_times, unpacked
from thriving.history.lake.snapshots import (
    Snapshot,
    is_part,
    of_file,
    refuse_before,
    refuse_to_come,
    told_by,
    until,
)


def taken_in(
    manifest: Manifest, sources: Sequence[Source], given: Snapshot | None, *, now: datetime
) -> Manifest:
    """A newer snapshot replaces a wiki's older one, the same one is added to, an older one is refused.

    What says of itself no snapshot is of the same one as all else in its run that says none.
    """
    before = manifest
    refuse_namesakes(sources)
    silent = Silent(sources, given)
    held_tables = silent.held_tables(before)  # as of a day, which a later run would move
    for source in sources:
        if source.table in held_tables:
            continue
        if source.table:
            manifest = with_table(manifest, source, given, last=silent.last_of_table(source), now=now)
        else:
            manifest = _with_events(manifest, source, given, silent, now=now)
    _refuse_less(before, manifest)
    refuse_other_times(before, manifest, silent)
    held = [holding for table in manifest.beside.values() for holding in table]
    used = {key for wiki in manifest.wikis.values() for key in wiki.sources} | {each.source for each in held}
    return replace(manifest, sources={key: source for key, source in manifest.sources.items() if key in used})


def _refuse_less(before: Manifest, after: Manifest) -> None:
    """A newer snapshot that comes in parts replaces the older one with all of them at once.

    With its first part alone, what had been counted would be gone and look as if it had never happened.
    """
    for name in before.wikis.keys() & after.wikis.keys():
        if before.wikis[name].known_until < after.wikis[name].known_until:
            (first, last), (new_first, new_last) = _months(before, name), _months(after, name)
            in_parts = any(is_part(source.name) for source in after.sources_of(name))
            if in_parts and (new_first > first or new_last < last):
                raise HistoryError(
                    f"The lake holds {name} from {first} to {last}, and these files of "
                    f"{after.wikis[name].snapshot} only from {new_first} to {new_last}. "
                    "Take in all files of a snapshot in one run."
                )


def _months(manifest: Manifest, wiki: str) -> tuple[str, str]:
    """Of its first and its last event."""
    sources = manifest.sources_of(wiki)
    return min(each.first for each in sources)[:7], max(each.last for each in sources)[:7]


def _with_events(
    manifest: Manifest, source: Source, given: Snapshot | None, silent: Silent, *, now: datetime
) -> Manifest:
    if not source.wikis:
        return manifest
    if told_by(source.name) is None and given:
        refuse_before(given, moment(source.last), file=source.name)
    wikis = dict(manifest.wikis)
    for name in source.wikis:
        snapshot = of_file(source.name, given) or until(silent.last_of(name))
        refuse_to_come(snapshot, file=source.name, now=now)
        wikis[name] = _with(wikis.get(name), name, source, snapshot, manifest)
    return replace(manifest, wikis=wikis, sources={**manifest.sources, source.key: source})


def _with(wiki: Wiki | None, name: str, source: Source, snapshot: Snapshot, manifest: Manifest) -> Wiki:
    known_until = snapshot.known_until.isoformat()
    if wiki is None or wiki.known_until < known_until:
        return Wiki(snapshot.name, known_until, (source.key,))
    if wiki.known_until > known_until:
        raise HistoryError(
            f"The lake already holds {name} as of {wiki.snapshot}, and {source.name} is of {snapshot.name}. "
            "To have the older one too, ingest it into another folder; parts of one table belong in one run."
        )
    kept = _without_same_name(wiki.sources, source, manifest)
    return Wiki(snapshot.name, known_until, tuple(sorted({*kept, source.key})))


def _without_same_name(sources: Iterable[str], source: Source, manifest: Manifest) -> set[str]:
    """A file fetched again under its name, however packed, replaces what was read from it before."""
    name = unpacked(source.name)
    return {
        key for key in sources if key not in manifest.sources or unpacked(manifest.sources[key].name) != name
    }
