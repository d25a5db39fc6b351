"""What became of a list of subjects: pages about given items of Wikidata, or pages named by their numbers."""

from __future__ import annotations

import re
from typing import Any

import ibis
import pyarrow as pa

from thriving.history.failures import HistoryError, NotKnown
from thriving.history.metrics.events import true
from thriving.history.metrics.metric import metric
from thriving.history.metrics.parts import MONTH
from thriving.history.metrics.tables import ALL, Tables, of_types

Expression = Any

_LISTED = "Thriving"
_ITEM = re.compile(r"Q[1-9][0-9]*")
_PAGE = re.compile(r"(?P<wiki>[a-z][a-z0-9_]*):(?P<page>[1-9][0-9]{0,17})")


@metric(
    title="Pages created about items",
    unit="pages",
    source=_LISTED,
    needs=("page_id", "page_is_redirect", "page_items"),
    is_additive=True,
    limits="A page's item is that of the table of page items: who has none there is not found.",
)
def pages_created_about(
    tables: Tables, *, items: tuple[str, ...] = (), page_type: str = "content"
) -> Expression:
    """Pages about any of these items of Wikidata that were created in the month.

    Articles only, if page_type says nothing else. ``items`` as Q7259,Q42. Pages and months as in new_pages:
    neither deleted nor redirects as of the snapshot, in the month of their first edit. A month without any
    has no row.
    """
    return _created(tables, _about(tables, items), page_type)


@metric(
    title="Pages edited about items",
    unit="pages",
    source=_LISTED,
    needs=("page_id", "revision_id", "page_items"),
    is_additive=True,
    limits="A page's item is that of the table of page items: who has none there is not found.",
)
def pages_edited_about(
    tables: Tables, *, items: tuple[str, ...] = (), page_type: str = "content"
) -> Expression:
    """Pages about any of these items of Wikidata that had an edit in the month, and how many edits they had.

    ``items`` as Q7259,Q42. Each page once, edited by anybody, bots too; pages deleted since are left out.
    Articles only, if page_type says nothing else. A month without any has no row.
    """
    return _edited(tables, _about(tables, items), page_type)


@metric(
    title="Pages of a list created",
    unit="pages",
    source=_LISTED,
    needs=("page_id", "page_is_redirect"),
    is_additive=True,
)
def listed_pages_created(tables: Tables, *, pages: tuple[str, ...] = (), page_type: str = ALL) -> Expression:
    """Pages of this list that were created in the month. ``pages`` as aawiki:12,abwiki:7: page numbers.

    All else as in pages_created_about.
    """
    return _created(tables, _listed(pages), page_type)


@metric(
    title="Pages of a list edited",
    unit="pages",
    source=_LISTED,
    needs=("page_id", "revision_id"),
    is_additive=True,
)
def listed_pages_edited(tables: Tables, *, pages: tuple[str, ...] = (), page_type: str = ALL) -> Expression:
    """Pages of this list that had an edit in the month, and how many. ``pages`` as aawiki:12,abwiki:7.

    All else as in pages_edited_about.
    """
    return _edited(tables, _listed(pages), page_type)


def _about(tables: Tables, items: tuple[str, ...]) -> Expression:
    """The pages, as wiki and number."""
    if not items:
        raise NotKnown("This is not known without items: say which, as items=Q7259,Q42.")
    if strange := [item for item in items if not _ITEM.fullmatch(item)]:
        raise HistoryError(f"“{strange[0]}” is no item of Wikidata, which is written as Q42.")
    wanted = ibis.memtable(pa.table({"item": list(items)}))
    return tables.page_items.semi_join(wanted, "item").select("wiki_db", "page_id")


def _listed(pages: tuple[str, ...]) -> Expression:
    if not pages:
        raise NotKnown("This is not known without pages: say which, as pages=aawiki:12,abwiki:7.")
    found = [_PAGE.fullmatch(page) for page in pages]
    if strange := [page for page, match in zip(pages, found, strict=True) if match is None]:
        raise HistoryError(
            f"“{strange[0]}” is no page, which is written as aawiki:12: its wiki and its number."
        )
    told = [(match["wiki"], int(match["page"])) for match in found if match]
    wikis, numbers = zip(*told, strict=True)
    return ibis.memtable(pa.table({"wiki_db": list(wikis), "page_id": list(numbers)}))


def _created(tables: Tables, wanted: Expression, page_type: str) -> Expression:
    made = of_types(tables.pages_created, ALL, page_type)
    lasting = made.filter(~true(made.page_is_redirect)).semi_join(wanted, ["wiki_db", "page_id"])
    return lasting.group_by(*MONTH).agg(value=lasting.count()).order_by(*MONTH)


def _edited(tables: Tables, wanted: Expression, page_type: str) -> Expression:
    made = of_types(tables.live_edits, ALL, page_type).semi_join(wanted, ["wiki_db", "page_id"])
    return made.group_by(*MONTH).agg(value=made.page_id.nunique(), edits=made.count()).order_by(*MONTH)
