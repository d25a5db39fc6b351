"""What whoever reads the numbers of some wikis should know of where they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute

from thriving.history.lake import Manifest
from thriving.history.lake.manifest import ACCOUNTS

Notes = dict[str, tuple[str, ...]]  # a sentence, and the wikis of which it holds

_SAID = "page_namespace_is_content"
_BEGINS = "T00:00:00"  # a month that has only begun tells nothing and has no row
_XML = "MediaWiki XML"  # as its reader calls this layout


def notes_of(manifest: Manifest, wikis: Sequence[str]) -> Notes:
    found: Notes = {}
    for wiki in wikis:
        for sentence in _of(manifest, wiki):
            found[sentence] = (*found.get(sentence, ()), wiki)
    return found


def noted(notes: Notes) -> list[str]:
    """Each sentence with the wikis of which it holds."""
    return [f"{sentence} ({', '.join(wikis)})" for sentence, wikis in notes.items()]


def open_months(rows: pa.Table, known_until: Mapping[str, str]) -> Notes:
    """Which months of an answer the snapshots end within: what is counted of them is of a part.

    ``known_until`` is by wiki, ISO 8601 in UTC; rows over several wikis are of all of them.
    """
    found: Notes = {}
    for wiki, until in known_until.items():
        month = date.fromisoformat(until[:10]).replace(day=1)
        if until > month.isoformat() + _BEGINS and month in _months(rows, wiki):
            sentence = f"{month:%Y-%m} is not over: it is known until {until[:10]}."
            found[sentence] = (*found.get(sentence, ()), wiki)
    return found


def _months(rows: pa.Table, wiki: str) -> frozenset[date]:
    if "month" not in rows.column_names:
        return frozenset()
    by_wiki = "wiki_db" in rows.column_names
    of_wiki = rows.filter(pa.compute.equal(rows["wiki_db"], wiki)) if by_wiki else rows
    return frozenset(of_wiki["month"].to_pylist())


def _of(manifest: Manifest, wiki: str) -> Iterator[str]:
    yield _content(manifest, wiki)
    if "page_namespace_historical" not in manifest.columns_of(wiki):
        yield "A page counts where it is today: what was ingested does not say where it was at each edit."
    if "revision_is_deleted_by_page_deletion" not in manifest.columns_of(wiki):
        if any(source.layout == _XML for source in manifest.sources_of(wiki)):
            yield "Edits of pages deleted since are not in what was ingested, so what counts them is too low."
        else:
            yield "Which edits are of pages deleted since is not said, so each edit that was ingested counts."
    if manifest.is_supplied(wiki):
        for held in manifest.held(ACCOUNTS, wiki):
            name = manifest.sources[held.source].name
            yield f"When accounts were made is told by {name}, which knows until {held.known_until}."
    for source in manifest.sources_of(wiki):
        yield from (f"{source.name}: {note}." for note in source.notes)


def _content(manifest: Manifest, wiki: str) -> str:
    if _SAID in manifest.columns_of(wiki):
        return "Which pages are content is as the dump says."
    if held := manifest.held("namespaces", wiki):
        name = manifest.sources[held[0].source].name
        return f"Which namespaces are content is as {name} says, as of {held[0].snapshot}."
    return "Content is namespace 0 alone, since the lake holds no table of this wiki's namespaces."
