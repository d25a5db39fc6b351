"""What people did in and after a window, as Ibis expressions; the same on every engine."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import dataclass, replace
from typing import Any

import ibis
import pyarrow as pa

from thriving.history.metrics.tables import Tables

Expression = Any  # Ibis has no types that mypy can read

TOGETHER = -1  # where a scope's place in the list stands: all of them
_FILE = 6  # the namespace of files, on every wiki

_MOMENT = pa.timestamp("us")
# A row for each scope and account in it. ``returns``: until when somebody may come back to be retained.
MEMBERS = pa.schema(
    [
        ("scope", pa.int64()),
        ("of_wiki", pa.string()),
        ("account", pa.string()),
        ("person", pa.int64()),
        ("is_new", pa.bool_()),
        ("begins", _MOMENT),
        ("ends", _MOMENT),
        ("returns", _MOMENT),
    ]
)


@dataclass(frozen=True)
class Ways:
    """How to count. ``days_before`` the window, a new editor's account may have been made."""

    content_only: bool = False
    including_deleted: bool = False
    days_before: int = 14
    days_after: int = 30


def touched(tables: Tables, members: pa.Table, ways: Ways) -> Expression:
    """A row for each scope and revision in its window, or so soon after it that somebody is retained."""
    own = _own(tables.revisions, ibis.memtable(members))
    asked = replace(tables, events=ChainMap({"revision": own}, tables.events))
    edits = asked.edits if ways.including_deleted else asked.live_edits
    is_counted = (edits.page_type == "content") if ways.content_only else ibis.literal(True)  # noqa: FBT003
    return edits.select(
        "scope",
        "wiki_db",
        "revision_id",
        "person",
        "is_new",
        "page_id",
        is_within=edits.event_timestamp < edits.ends,
        is_counted=is_counted,
        is_file=ibis.coalesce(edits.namespace == _FILE, False),
        # XML gives a first revision no parent, the dump of mediawiki_history the parent 0.
        is_first=ibis.coalesce(
            edits.revision_parent_id == 0, edits.event_timestamp == edits.page_first_edit_timestamp, False
        ),
        is_redirect=ibis.coalesce(edits.page_is_redirect, False),
        added=ibis.coalesce(edits.revision_text_bytes_diff, 0),
    )


def _own(revisions: Expression, members: Expression) -> Expression:
    """Joined before anything else is worked out: a list of people is small, a lake is not."""
    joined = revisions.join(
        members,
        [revisions.wiki_db == members.of_wiki, revisions.event_user_text == members.account],
    )
    return joined.filter(joined.event_timestamp >= joined.begins, joined.event_timestamp < joined.returns)


def edits(rows: Expression) -> Expression:
    """By scope: edits, and bytes added and removed apart."""
    counted = with_all_together(rows.filter(rows.is_within, rows.is_counted))
    return counted.group_by("scope").agg(
        edits=counted.count(),
        bytes_added=ibis.greatest(counted.added, 0).sum(),
        bytes_removed=ibis.greatest(-counted.added, 0).sum(),
    )


def pages(rows: Expression) -> Expression:
    """By scope: pages created and improved, and files."""
    within = with_all_together(rows.filter(rows.is_within, ~rows.is_redirect, rows.page_id.notnull()))
    each = within.group_by("scope", "wiki_db", "page_id").agg(
        is_created=within.is_first.any(), is_counted=within.is_counted.any(), is_file=within.is_file.any()
    )
    return each.group_by("scope").agg(
        pages_created=(each.is_counted & each.is_created).cast("int64").sum(),
        pages_improved=(each.is_counted & ~each.is_created).cast("int64").sum(),
        uploads=(each.is_file & each.is_created).cast("int64").sum(),
    )


def people(rows: Expression) -> Expression:
    """By scope: editors, the new ones, those who came back."""
    counted = rows.filter(rows.is_counted)
    each = counted.group_by("scope", "person").agg(
        is_new=counted.is_new.any(), edited=counted.is_within.any(), came_back=(~counted.is_within).any()
    )
    editors = each.filter(each.edited)
    editors = editors.union(_anywhere(editors))
    return editors.group_by("scope").agg(
        editors=editors.count(),
        new_editors=editors.is_new.cast("int64").sum(),
        retained_editors=editors.came_back.cast("int64").sum(),
        retained_new_editors=(editors.is_new & editors.came_back).cast("int64").sum(),
    )


def with_all_together(rows: Expression) -> Expression:
    """The rows of each scope, and each revision once more for all of them."""
    bare = rows.drop("scope", "person", "is_new")
    return rows.select("scope", *bare.columns).union(_of_all(bare.distinct()))


def _anywhere(editors: Expression) -> Expression:
    """Each person once, new or back if so in any scope."""
    flags = {name: editors[name].any() for name in ("is_new", "edited", "came_back")}
    return _of_all(editors.group_by("person").agg(**flags))


def _of_all(rows: Expression) -> Expression:
    return rows.select(ibis.literal(TOGETHER, "int64").name("scope"), *rows.columns)
