"""What rows of a lake may not say together, asked of the engine. Each finding is a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from thriving.history.engines import embedded
from thriving.history.engines.embedded import Failure, Session, text
from thriving.history.lake.place import SPILL, Lake

_TWICE = """
    SELECT count(*), min(revision_id) FROM (
        SELECT revision_id FROM {rows} WHERE revision_id IS NOT NULL AND event_type = 'create'
        GROUP BY revision_id HAVING count(*) > 1
    )
"""
_HALF_SAID = """
    SELECT count(*), min(revision_id) FROM {rows} WHERE
        coalesce(revision_is_identity_reverted, false) != (revision_seconds_to_identity_revert IS NOT NULL)
        OR revision_seconds_to_identity_revert < 0
"""
# Of years that the lake does not hold, nobody can say what is missing in them.
_WITHOUT_REVERT = """
    WITH undone AS (
        SELECT revision_id, page_id,
            event_timestamp + to_seconds(revision_seconds_to_identity_revert) AS undone_at
        FROM {rows} WHERE revision_is_identity_reverted AND page_id IS NOT NULL
    )
    SELECT count(*), min(revision_id) FROM undone
    WHERE year(undone_at) IN (SELECT DISTINCT year(event_timestamp) FROM {rows}) AND NOT EXISTS (
        SELECT 1 FROM {rows} AS made WHERE made.page_id = undone.page_id
            AND made.event_timestamp = undone.undone_at AND made.revision_is_identity_revert
    )
"""
_REVERTS = frozenset(
    {
        "revision_is_identity_reverted",
        "revision_seconds_to_identity_revert",
        "revision_is_identity_revert",
        "page_id",
    }
)
_ASKED = (
    (_TWICE, frozenset({"revision_id"}), "{count} revisions of {wiki} are in the lake twice, as {example}."),
    (
        _HALF_SAID,
        _REVERTS,
        "Of {count} revisions of {wiki} it is not said when they were undone, or only that, as of {example}.",
    ),
    (
        _WITHOUT_REVERT,
        _REVERTS,
        "{count} revisions of {wiki} are said to be undone by a revert that is not there, as {example}.",
    ),
)


def inconsistencies(lake: Lake, memory: str) -> Iterator[str]:
    """Wiki after wiki; what a wiki's dump does not know is not asked of it."""
    manifest = lake.manifest
    with embedded.session(memory=memory, spill=lake.folder / SPILL) as session:
        for wiki in sorted(manifest.wikis):
            if files := lake.files("revision", [wiki]):
                yield from _of_wiki(session, wiki, files, manifest.columns_of(wiki))


def _of_wiki(session: Session, wiki: str, files: list[str], known: frozenset[str]) -> Iterator[str]:
    rows = f"read_parquet([{', '.join(map(text, files))}], union_by_name = true)"
    for query, needed, sentence in _ASKED:
        if not needed <= known:
            continue
        try:
            count, example = session.execute(query.format(rows=rows)).fetchall()[0]
        except Failure as failure:
            yield f"The rows of {wiki} cannot be read to their end: {str(failure).splitlines()[0]}"
            return
        if count:
            yield sentence.format(count=count, wiki=wiki, example=example)
