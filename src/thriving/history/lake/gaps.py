"""A newer snapshot that comes in parts replaces the older one with all of them at once.

With some of its parts alone, what had been counted would be gone and look as if it had never happened.
"""

from __future__ import annotations

from thriving.history.failures import HistoryError
from thriving.history.lake.manifest import Manifest
from thriving.history.lake.place import Lake
from thriving.history.lake.snapshots import is_part, part_of


def refuse_gaps(lake: Lake, before: Manifest, after: Manifest) -> None:
    """Years, or parts, of which the lake holds events and the newer snapshot none. Raises HistoryError."""
    for wiki in sorted(before.wikis.keys() & after.wikis.keys()):
        is_newer = before.wikis[wiki].known_until < after.wikis[wiki].known_until
        if is_newer and any(is_part(source.name) for source in after.sources_of(wiki)):
            _refuse_gaps(lake, before, after, wiki)


def _refuse_gaps(lake: Lake, before: Manifest, after: Manifest, wiki: str) -> None:
    lacking = lake.years(before.sources_of(wiki), wiki) - lake.years(after.sources_of(wiki), wiki)
    parts = {part for part in _parts(after, wiki) if part}
    if {len(part) for part in parts} == {len("2020-01")}:  # months, as the largest wikis have them
        lacking |= {part for part in _parts(before, wiki) if len(part) == len("2020-01")} - parts
    if lacking:
        raise HistoryError(
            f"The lake holds events of {wiki} of {', '.join(sorted(lacking))}, and these files of "
            f"{after.wikis[wiki].snapshot} hold none. Take in all files of a snapshot in one run."
        )


def _parts(manifest: Manifest, wiki: str) -> set[str]:
    return {part_of(source.name) for source in manifest.sources_of(wiki)}
