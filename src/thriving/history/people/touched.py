"""What people did in and after a window, as Ibis expressions; the same on every engine."""

from __future__ import annotations

from collections import ChainMap
from dataclasses import replace
from typing import Any

import ibis
import pyarrow as pa

from thriving.history.metrics.tables import Tables
from thriving.history.people.ways import Ways

Expression = Any  # Ibis has no types that mypy can read

TOGETHER = -1  # where a scope's place in the list stands: all of them; below it, wholes of some of them
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
# A row for each whole and scope in it, by their places.
WHOLES = pa.schema([("part", pa.int64()), ("whole", pa.int64())])


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


def edits(rows: Expression, wholes: Expression) -> Expression:
    """By scope and whole: edits, and bytes added and removed apart."""
    counted = with_wholes(rows.filter(rows.is_within, rows.is_counted), wholes)
    return counted.group_by("scope").agg(
        edits=counted.count(),
        bytes_added=ibis.greatest(counted.added, 0).sum(),
        bytes_removed=ibis.greatest(-counted.added, 0).sum(),
    )


def pages(rows: Expression, wholes: Expression) -> Expression:
    """By scope and whole: pages created and improved, and files."""
    within = rows.filter(rows.is_within, ~rows.is_redirect, rows.page_id.notnull())
    within = with_wholes(within, wholes)
    each = within.group_by("scope", "wiki_db", "page_id").agg(
        is_created=within.is_first.any(), is_counted=within.is_counted.any(), is_file=within.is_file.any()
    )
    return each.group_by("scope").agg(
        pages_created=(each.is_counted & each.is_created).cast("int64").sum(),
        pages_improved=(each.is_counted & ~each.is_created).cast("int64").sum(),
        uploads=(each.is_file & each.is_created).cast("int64").sum(),
    )


def people(rows: Expression, wholes: Expression) -> Expression:
    """By scope and whole: editors, the new ones, those who came back."""
    each = editors(rows, wholes)
    return each.group_by("scope").agg(
        editors=each.count(),
        new_editors=each.is_new.cast("int64").sum(),
        retained_editors=each.came_back.cast("int64").sum(),
        retained_new_editors=(each.is_new & each.came_back).cast("int64").sum(),
    )


def editors(rows: Expression, wholes: Expression) -> Expression:
    """By scope and whole: each person who edited, once; new or back if so in any scope of a whole."""
    counted = rows.filter(rows.is_counted)
    each = counted.group_by("scope", "person").agg(
        is_new=counted.is_new.any(), edited=counted.is_within.any(), came_back=(~counted.is_within).any()
    )
    edited = each.filter(each.edited).drop("edited")
    placed = _in_wholes(edited, wholes)
    once = placed.group_by("scope", "person").agg(
        is_new=placed.is_new.any(), came_back=placed.came_back.any()
    )
    return edited.union(once)


def with_wholes(rows: Expression, wholes: Expression) -> Expression:
    """The rows of each scope, and each revision once more for every whole that holds the scope."""
    bare = rows.drop("person", "is_new")
    return bare.union(_in_wholes(bare, wholes).distinct())


def _in_wholes(rows: Expression, wholes: Expression) -> Expression:
    placed = rows.rename(part="scope").join(wholes, "part")
    return placed.rename(scope="whole").select(*rows.columns)
