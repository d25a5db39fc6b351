"""Parts of one table beside the events add up; what two of them say differently would count twice."""

from __future__ import annotations

from collections.abc import Sequence

from thriving.history.engines import embedded
from thriving.history.engines.embedded import Session, text
from thriving.history.failures import HistoryError
from thriving.history.lake.manifest import EVERYWHERE, Holding, Manifest, Source
from thriving.history.lake.place import SPILL, TABLE_FILE, Lake
from thriving.history.patterns import exactly
from thriving.history.readers.tables import forms

# What a row is about; of which there can be one row alone.
_KEYS = {
    forms.ACCOUNTS.name: ("wiki_db", "user_text"),
    forms.HUMANS.name: ("human",),
    forms.PAGE_ITEMS.name: ("wiki_db", "page_id", "page_title", "page_namespace"),
    forms.NAMESPACES.name: ("wiki_db", "namespace"),
}


def refuse_contradictions(lake: Lake, manifest: Manifest, new: Sequence[Source], memory: str) -> None:
    """``manifest`` as it would be with the new sources, whose rows lie in the lake already."""
    tables = sorted({source.table for source in new if source.table})
    several = [table for table in tables if len(manifest.beside.get(table, ())) > 1]
    if several:
        with embedded.session(memory=memory, spill=lake.folder / SPILL) as session:
            for table in several:
                _refuse(session, lake, manifest, table)


def _refuse(session: Session, lake: Lake, manifest: Manifest, table: str) -> None:
    held, key = manifest.beside[table], ", ".join(_KEYS[table])
    rows = " UNION ".join(_rows(lake, manifest, each) for each in held)  # what is the same in two stands once
    asked = f"SELECT count(*) FROM (SELECT {key} FROM ({rows}) GROUP BY ALL HAVING count(*) > 1)"
    if twice := session.execute(asked).fetchall()[0][0]:
        names = " and ".join(sorted(manifest.sources[each.source].name for each in held))
        raise HistoryError(
            f"{names} say different things of the same {table} ({twice}), which would count twice. Take in "
            "one of them; what is newer replaces what is older where --snapshot says so."
        )


def _rows(lake: Lake, manifest: Manifest, held: Holding) -> str:
    file = exactly(lake.folder / manifest.sources[held.source].folder / TABLE_FILE)
    wikis = ", ".join(map(text, held.wikis))
    those = "" if EVERYWHERE in held.wikis else f" WHERE wiki_db IN ({wikis})"
    return f"SELECT * FROM read_parquet({text(file)}){those}"
