"""Tables that stand beside the events in a lake: accounts, humans, the items of pages, namespaces."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from thriving.history.engines.embedded import Session
from thriving.history.readers.reader import Told
from thriving.history.readers.tables.forms import ACCOUNTS, HUMANS, NAMESPACES, PAGE_ITEMS
from thriving.history.readers.tables.typed import Typed
from thriving.history.rejects import Reject

_GIVEN = "given_rows"

# What the lake keeps of each; the columns of metrics.tables are made of these.
_KEPT = {
    ACCOUNTS.name: "wiki AS wiki_db, user_id, user_text, registered_at, created_by, groups",
    HUMANS.name: "id AS human, gender, birth_year, list_sort(list_distinct(citizenship)) AS citizenships, "
    "list_sort(list_distinct(occupation)) AS occupations, "
    "list_sort(list_distinct(coalesce(sitelinks, []))) AS wikis",  # each once, or somebody counted twice
    PAGE_ITEMS.name: "wiki AS wiki_db, page_id, replace(page_title, ' ', '_') AS page_title, "
    "coalesce(page_namespace, 0) AS page_namespace, item",
    NAMESPACES.name: "wiki AS wiki_db, namespace, is_content",
}


@dataclass(frozen=True)
class BesideReader:
    """One file. ``name`` is the table's; ``columns`` are those that the file knows."""

    table: Typed

    @property
    def name(self) -> str:
        return self.table.form.name

    @property
    def paths(self) -> tuple[Path, ...]:
        return (self.table.file.path,)

    @property
    def layout(self) -> str:
        return self.table.form.title

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(sorted(self.table.known))

    @property
    def notes(self) -> tuple[str, ...]:
        return self.table.notes

    @contextmanager
    def opened(self, session: Session, told: Told) -> Iterator[str]:
        self.table.read(session, _GIVEN, told)
        yield f"SELECT {_KEPT[self.name]} FROM {_GIVEN} WHERE fault IS NULL"

    def good(self, session: Session) -> int:
        return self.table.good(session, _GIVEN)

    def rejects(self, session: Session) -> list[tuple[str, list[Reject]]]:
        """By file."""
        return [(self.table.file.path.name, self.table.rejects(session, _GIVEN))]

    def snapshot(self, session: Session) -> str:
        """As the rows say it; empty where they do not."""
        if "snapshot" not in self.table.known:
            return ""
        return str(session.execute(f"SELECT coalesce(max(snapshot), '') FROM {_GIVEN}").fetchall()[0][0])

    def times(self, session: Session) -> tuple[str, str]:
        """Of the first and the last account, ISO 8601; empty where the table knows no time."""
        if self.name != ACCOUNTS.name:
            return "", ""
        query = f"SELECT min(registered_at), max(registered_at) FROM {_GIVEN} WHERE fault IS NULL"
        first, last = session.execute(query).fetchall()[0]
        return (first.isoformat(), last.isoformat()) if last else ("", "")
