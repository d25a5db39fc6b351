"""All lines of a piece, by time: its edits, and what happened to pages and accounts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa

from thriving.history.columns import NEWEST
from thriving.history.generating.accounts import Change
from thriving.history.generating.chance import Numbers
from thriving.history.generating.details import COMMENTS, Details, details_of
from thriving.history.generating.forms.mediawiki_history.accounts import NOBODY, Accounts
from thriving.history.generating.forms.mediawiki_history.fields import TAB, Names, nothing
from thriving.history.generating.forms.mediawiki_history.pages import Pages
from thriving.history.generating.history import History
from thriving.history.generating.naming import Texts, glued, moments, of, texts
from thriving.history.generating.pages import Event
from thriving.history.generating.people import MadeBy

_FOUNDER = 0
_PAGE_EVENTS = {Event.CREATE: "create", Event.MOVE: "move", Event.DELETE: "delete", Event.RESTORE: "restore"}
_ACCOUNT_EVENTS = {Change.GROUPS: "altergroups", Change.BLOCKS: "alterblocks", Change.NAME: "rename"}
_LOGS = 3  # kinds of entries, whose numbers are kept apart
_OF_PAGES, _OF_CHANGES, _OF_ACCOUNTS = range(_LOGS)


@dataclass(frozen=True)
class Lines:
    """Each with its end."""

    at: Numbers
    lines: Texts


def lines_of(history: History, fields: int = NEWEST) -> Lines:
    names = Names(fields)
    written = _Written(history, names, Accounts(history, names), Pages(history, names))
    parts = [written.edits(), written.page_events(), written.account_changes(), written.new_accounts()]
    at = np.concatenate([part.at for part in parts])
    order = np.argsort(at, kind="stable")
    lines = pa.concat_arrays([part.lines for part in parts])
    return Lines(at[order], lines.take(pa.array(order)))


@dataclass(frozen=True)
class _Written:
    history: History
    names: Names
    accounts: Accounts
    pages: Pages

    def edits(self) -> Lines:
        edits, hidden = self.history.edits, self._details.hides_user
        head = self._head("revision", nothing(len(edits)), of(("create",), edits.at * 0), edits.at)
        return _lines(
            edits.at,
            glued(head, of(COMMENTS, self._details.comment)),
            self.accounts.who_edited(np.where(hidden, NOBODY, self.history.standings.at(edits.by, edits.at))),
            self.accounts.counts(hidden),
            self.pages.at(edits.page, edits.at),
            self.pages.counts(),
            self.accounts.nobody,
            self.pages.revisions(self._details),
        )

    def page_events(self) -> Lines:
        log, edits = self.history.pages.log, self.history.edits
        first, is_made = edits.firsts[log.page], log.what == Event.CREATE
        by = self.history.standings.at(np.where(is_made, edits.by[first], _FOUNDER), log.at)
        is_hidden = is_made & self._details.hides_user[first]
        return _lines(
            log.at,
            self._logged("page", of(tuple(_PAGE_EVENTS.values()), log.what), log.at, _OF_PAGES),
            self.accounts.who_acted(np.where(is_hidden, NOBODY, by)),
            TAB,
            self.pages.at(log.page, log.at),
            TAB,
            self.accounts.nobody,
            self.pages.no_revision,
        )

    def account_changes(self) -> Lines:
        standings = self.history.standings
        changes = standings.changes
        what = of(tuple(_ACCOUNT_EVENTS.values()), changes.what)
        by = standings.at(np.full(len(changes), _FOUNDER), changes.at)
        head = self._logged("user", what, changes.at, _OF_CHANGES)
        return self._of_accounts(changes.at, head, by, standings.after_changes)

    def new_accounts(self) -> Lines:
        """Made by themselves, by the system in their name, or by the founder."""
        people, standings = self.history.people, self.history.standings
        who = np.flatnonzero(people.has_account)
        at = people.began[who]
        by = np.where(people.made_by[who] == MadeBy.PEER, _FOUNDER, who)
        head = self._logged("user", of(("create",), who * 0), at, _OF_ACCOUNTS)
        return self._of_accounts(at, head, standings.at(by, at), standings.at(who, at))

    def _of_accounts(self, at: Numbers, head: Texts, by: Numbers, whom: Numbers) -> Lines:
        return _lines(
            at,
            head,
            self.accounts.who_acted(by),
            TAB,
            self.pages.no_page,
            TAB,
            self.accounts.to_whom(whom),
            self.pages.no_revision,
        )

    def _logged(self, entity: str, what: Texts, at: Numbers, log: int) -> Texts:
        number = texts(self.history.piece.number(np.arange(len(at)) * _LOGS + log))
        return glued(self._head(entity, number, what, at), "synthetic entry")

    def _head(self, entity: str, log_id: Texts, what: Texts, at: Numbers) -> Texts:
        """The columns before the comment."""
        has_log = len(self.names.between("wiki_db", "event_entity")) > len(("wiki_db", "event_entity"))
        log = (log_id, TAB) if has_log else ()
        start = (self.history.piece.wiki_db, TAB, *log, entity, TAB)
        return glued(*start, what, TAB, moments(at), ".0\t")

    @cached_property
    def _details(self) -> Details:
        return details_of(self.history)


def _lines(at: Numbers, *parts: Texts | str) -> Lines:
    tabs = [piece for part in parts for piece in (part, TAB)]
    return Lines(at, glued(*tabs[:-1], "\n"))
