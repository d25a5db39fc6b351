"""Pages as they stood, and the revisions on them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from thriving.history.generating.chance import Numbers
from thriving.history.generating.details import HIDDEN, TAGS, Details
from thriving.history.generating.forms.mediawiki_history.fields import (
    TAB,
    Names,
    dated,
    tabbed,
    truths,
    where,
)
from thriving.history.generating.history import History
from thriving.history.generating.naming import Texts, glued, hashes, of, texts, titles
from thriving.history.generating.pages import MAIN, MEDIAWIKI

_PAGE, _PAGES_LAST = "page_id", "page_first_edit_timestamp"
_REVISION, _REVISIONS_LAST = "revision_id", "revision_tags"
_MODELS = ("wikitext\ttext/x-wiki", "css\ttext/css")


@dataclass(frozen=True)
class Pages:
    """Fields of the pages, each written once as it was before it was moved, and once as it is since."""

    history: History
    names: Names

    def at(self, page: Numbers, when: Numbers) -> Texts:
        return self._states.take(pa.array(self.history.pages.state(page, when)))

    @property
    def no_page(self) -> str:
        return self.names.empty(_PAGE, _PAGES_LAST)

    @property
    def no_revision(self) -> str:
        return self.names.empty(_REVISION, _REVISIONS_LAST)

    def counts(self) -> Texts:
        """Of each edit its place on its page, and the seconds since the one before."""
        edits = self.history.edits
        since = where(~edits.is_first, texts(edits.at - edits.before(edits.at)))
        return glued(texts(edits.position + 1), TAB, since)

    def revisions(self, details: Details) -> Texts:
        edits, reverts = self.history.edits, self.history.edits.reverts
        number, undone = self.history.piece.number(edits.rank), reverts.undone_by >= 0
        return tabbed(
            texts(number),
            texts(edits.before(number)),
            truths(details.is_minor),
            of(HIDDEN, details.hidden),
            truths(details.is_suppressed),
            texts(edits.bytes),
            texts(edits.bytes - edits.before(edits.bytes)),
            where(~details.hides_text, hashes(number[reverts.base])),
            self._models_and_deletions.take(pa.array(edits.page)),
            truths(undone),
            where(undone, texts(number[reverts.undone_by])),
            where(undone, texts(edits.at[reverts.undone_by] - edits.at)),
            truths(reverts.is_revert),
            "false",  # nothing here is from before its page
            of(TAGS, details.tags),
        )

    @cached_property
    def _states(self) -> Texts:
        pages = self.history.pages
        page, is_now = np.arange(len(pages) * 2) // 2, np.arange(len(pages) * 2) % 2 == 1
        title, made = titles(self.history).take(pa.array(page)), dated(pages.created[page])
        once = np.where(is_now, pages.namespace[page], pages.before[page])
        columns = {
            "page_id": texts(self.history.piece.number(page)),
            "page_title_historical": glued(title, of(("_(draft)", ""), is_now.astype(np.int64))),
            "page_title": title,
            "page_namespace_historical": texts(once),
            "page_namespace_is_content_historical": truths(once == MAIN),
            "page_namespace": texts(pages.namespace[page]),
            "page_namespace_is_content": truths(pages.namespace[page] == MAIN),
            "page_is_redirect": truths(pages.is_redirect[page]),
            "page_is_deleted": truths(pages.deleted[page] > 0),
            "page_creation_timestamp": made,
            "page_first_edit_timestamp": made,
        }
        return tabbed(*(columns[name] for name in self.names.between(_PAGE, _PAGES_LAST)))

    @cached_property
    def _models_and_deletions(self) -> Texts:
        """By page: content model and format, and if and when its revisions went with it."""
        pages = self.history.pages
        is_style = (pages.namespace == MEDIAWIKI).astype(np.int64)
        return tabbed(of(_MODELS, is_style), truths(pages.deleted > 0), dated(pages.deleted))
