"""As the public dump of ``mediawiki_history`` writes it, in any of its layouts; see ``readers.decoding``.

What many lines share, such as how an account stood or a page, is written once and taken for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from thriving.history.columns import LAYOUTS, NEWEST, layout
from thriving.history.failures import HistoryError
from thriving.history.generating.accounts import BLOCKS, GROUPS, Change
from thriving.history.generating.chance import Numbers, Truths
from thriving.history.generating.details import COMMENTS, HIDDEN, TAGS, Details, details_of
from thriving.history.generating.forms.form import Part, content
from thriving.history.generating.history import History
from thriving.history.generating.naming import (
    Texts,
    glued,
    hashes,
    moments,
    names,
    names_before,
    of,
    texts,
    titles,
    years_of,
)
from thriving.history.generating.numbers import Counted, counted
from thriving.history.generating.packing import COMPRESSIONS
from thriving.history.generating.pages import MAIN, MEDIAWIKI, Event
from thriving.history.generating.people import Kind, MadeBy

_MODELS = ("wikitext\ttext/x-wiki", "css\ttext/css")
_TAB, _NOBODY, _FOUNDER = "\t", -1, 0
_PAGE_EVENTS = {Event.CREATE: "create", Event.MOVE: "move", Event.DELETE: "delete", Event.RESTORE: "restore"}
_ACCOUNT_EVENTS = {Change.GROUPS: "altergroups", Change.BLOCKS: "alterblocks", Change.NAME: "rename"}

Columns = Mapping[str, Texts]


@dataclass(frozen=True)
class Lines:
    """By time, each with its end."""

    at: Numbers
    lines: Texts


def lines_of(history: History, fields: int = NEWEST) -> Lines:
    written = _Written(history, [column.name for column in layout(fields)])
    parts = [written.edits(), written.page_events(), written.account_changes(), written.accounts()]
    at = np.concatenate([part.at for part in parts])
    order = np.argsort(at, kind="stable")
    lines = pa.concat_arrays([part.lines for part in parts])
    return Lines(at[order], lines.take(pa.array(order)))


@dataclass(frozen=True)
class _Written:
    history: History
    names: list[str]  # of the layout's columns, in order

    def edits(self) -> Lines:
        edits, hidden = self.history.edits, self._details.hides_user
        head = self._head("revision", self._none(edits.at), of(("create",), edits.at * 0), edits.at)
        actor = np.where(hidden, _NOBODY, self.history.standings.at(edits.by, edits.at))
        return self._lines(
            edits.at,
            glued(head, of(COMMENTS, self._details.comment)),
            self._edit_actors.take(pa.array(actor + 1)),
            self._counts_of_authors(),
            self._page_states.take(pa.array(self.history.pages.state(edits.page, edits.at))),
            self._counts_on_pages(),
            self._nobody,
            self._revisions(),
        )

    def page_events(self) -> Lines:
        log, edits = self.history.pages.log, self.history.edits
        first = edits.firsts[log.page]
        is_made = log.what == Event.CREATE
        by = np.where(is_made, edits.by[first], _FOUNDER)
        actor = np.where(
            is_made & self._details.hides_user[first], _NOBODY, self.history.standings.at(by, log.at)
        )
        return self._lines(
            log.at,
            self._logged("page", of(tuple(_PAGE_EVENTS.values()), log.what), log.at, after=0),
            self._log_actors.take(pa.array(actor + 1)),
            _TAB,
            self._page_states.take(pa.array(self.history.pages.state(log.page, log.at))),
            _TAB,
            self._nobody,
            self._no_revision,
        )

    def account_changes(self) -> Lines:
        standings = self.history.standings
        changes = standings.changes
        what = of(tuple(_ACCOUNT_EVENTS.values()), changes.what)
        by = standings.at(np.full(len(changes), _FOUNDER), changes.at)
        return self._account_lines(what, changes.at, by, standings.after_changes, after=1)

    def accounts(self) -> Lines:
        """Made by themselves, by the system in their name, or by the founder."""
        people, standings = self.history.people, self.history.standings
        who = np.flatnonzero(people.has_account)
        at = people.began[who]
        by = np.where(people.made_by[who] == MadeBy.PEER, _FOUNDER, who)
        what = of(("create",), who * 0)
        return self._account_lines(what, at, standings.at(by, at), standings.at(who, at), after=2)

    def _account_lines(self, what: Texts, at: Numbers, by: Numbers, whom: Numbers, *, after: int) -> Lines:
        return self._lines(
            at,
            self._logged("user", what, at, after=after),
            self._log_actors.take(pa.array(by + 1)),
            _TAB,
            self._no_page,
            _TAB,
            self._accounts.take(pa.array(whom)),
            self._no_revision,
        )

    def _lines(self, at: Numbers, *parts: Texts | str) -> Lines:
        tabbed = [piece for part in parts for piece in (part, _TAB)]
        return Lines(at, glued(*tabbed[:-1], "\n"))

    # The columns before the actor.

    def _logged(self, entity: str, what: Texts, at: Numbers, *, after: int) -> Texts:
        """``after`` so many other kinds of entries: their numbers are kept apart."""
        number = texts(self.history.piece.number(np.arange(len(at)) * 3 + after))
        return glued(self._head(entity, number, what, at), "synthetic entry")

    def _head(self, entity: str, log_id: Texts, what: Texts, at: Numbers) -> Texts:
        wiki = self.history.piece.wiki_db
        log = (log_id, _TAB) if "event_log_id" in self.names else ()
        return glued(wiki, _TAB, *log, entity, _TAB, what, _TAB, moments(at), ".0\t")

    def _none(self, rows: Numbers) -> Texts:
        return pa.nulls(len(rows), pa.string())

    # Accounts as they stood: who acted, and to whom something happened.

    @cached_property
    def _edit_actors(self) -> Texts:
        return self._actors(is_cross_wiki=_false(self.history.standings.who))

    @cached_property
    def _log_actors(self) -> Texts:
        return self._actors(is_cross_wiki=self._none(self.history.standings.who))

    def _actors(self, is_cross_wiki: Texts) -> Texts:
        """The first is nobody, or somebody hidden."""
        columns = {**self._standing, "is_cross_wiki": is_cross_wiki}
        wanted = self._between("event_user_id", "event_user_first_edit_timestamp")
        nobody = pa.array([_TAB * (len(wanted) - 1)])
        return pa.concat_arrays(
            [nobody, _tabbed([columns[name.removeprefix("event_user_")] for name in wanted])]
        )

    @cached_property
    def _accounts(self) -> Texts:
        wanted = self._between("user_id", "user_first_edit_timestamp")
        return _tabbed([self._standing[name.removeprefix("user_")] for name in wanted])

    @cached_property
    def _standing(self) -> Columns:
        standings, people = self.history.standings, self.history.people
        who, kind = standings.who, people.kind[standings.who]
        name, known = names(self.history).take(pa.array(who)), kind != Kind.ADDRESS
        return {
            "id": _where(known, texts(self.history.piece.number(who))),
            "central_id": _where(people.number[who] > 0, texts(people.number[who])),
            "text": name,
            "text_historical": names_before(name, self._bears_its_last_name()),
            **self._then_and_now("blocks", of(BLOCKS, standings.blocks)),
            **self._then_and_now("groups", of(GROUPS, standings.groups)),
            **self._then_and_now("is_bot_by", _bot_by(kind, standings.groups)),
            **{f"is_created_by_{by.name.lower()}": self._made_by(by) for by in MadeBy},
            "is_anonymous": _truths(~known),
            "is_temporary": _truths(kind == Kind.TEMPORARY),
            "is_permanent": _truths(known & (kind != Kind.TEMPORARY)),
            **dict.fromkeys(
                ("registration_timestamp", "creation_timestamp"), _moments(people.began[who] * known)
            ),
            "first_edit_timestamp": _moments(self._counted.first[who] * known),
        }

    def _then_and_now(self, name: str, then: Texts) -> Columns:
        rows = pa.array(self.history.standings.now(np.arange(len(then))))
        return {f"{name}_historical": then, name: then.take(rows)}

    def _bears_its_last_name(self) -> Truths:
        standings = self.history.standings
        return np.asarray(
            standings.is_renamed | ~standings.now(standings.is_renamed.astype(np.int64)).astype(bool)
        )

    def _made_by(self, by: MadeBy) -> Texts:
        made_by = self.history.people.made_by[self.history.standings.who]
        return _where(made_by != MadeBy.NOBODY, _truths(made_by == by))

    @cached_property
    def _counted(self) -> Counted:
        return counted(self.history)

    def _counts_of_authors(self) -> Texts:
        counts, hidden = self._counted, self._details.hides_user
        known = (self.history.people.kind[self.history.edits.by] != Kind.ADDRESS) & ~hidden
        since = _where(known & (counts.place > 1), texts(counts.since))
        return glued(_where(known, texts(counts.place)), _TAB, since)

    # Pages as they stood.

    @cached_property
    def _page_states(self) -> Texts:
        """For each page as it was before it was moved, and then."""
        pages = self.history.pages
        page, is_now = np.arange(len(pages) * 2) // 2, np.arange(len(pages) * 2) % 2 == 1
        title = titles(self.history).take(pa.array(page))
        once = np.where(is_now, pages.namespace[page], pages.before[page])
        columns = {
            "page_id": texts(self.history.piece.number(page)),
            "page_title_historical": glued(title, of(("_(draft)", ""), is_now.astype(np.int64))),
            "page_title": title,
            "page_namespace_historical": texts(once),
            "page_namespace_is_content_historical": _truths(once == MAIN),
            "page_namespace": texts(pages.namespace[page]),
            "page_namespace_is_content": _truths(pages.namespace[page] == MAIN),
            "page_is_redirect": _truths(pages.is_redirect[page]),
            "page_is_deleted": _truths(pages.deleted[page] > 0),
            **dict.fromkeys(
                ("page_creation_timestamp", "page_first_edit_timestamp"), _moments(pages.created[page])
            ),
        }
        return _tabbed([columns[name] for name in self._between("page_id", "page_first_edit_timestamp")])

    def _counts_on_pages(self) -> Texts:
        edits = self.history.edits
        since = _where(~edits.is_first, texts(edits.at - edits.before(edits.at)))
        return glued(texts(edits.position + 1), _TAB, since)

    # Revisions.

    def _revisions(self) -> Texts:
        edits, details, reverts = self.history.edits, self._details, self.history.edits.reverts
        number, undone = self.history.piece.number(edits.rank), reverts.undone_by >= 0
        columns = [
            texts(number),
            texts(edits.before(number)),
            _truths(details.is_minor),
            of(HIDDEN, details.hidden),
            _truths(details.is_suppressed),
            texts(edits.bytes),
            texts(edits.bytes - edits.before(edits.bytes)),
            _where(~details.hides_text, hashes(number[reverts.base])),
            self._model_and_deletion.take(pa.array(edits.page)),
            _truths(undone),
            _where(undone, texts(number[reverts.undone_by])),
            _where(undone, texts(edits.at[reverts.undone_by] - edits.at)),
            _truths(reverts.is_revert),
            "false",  # nothing here is from before its page
            of(TAGS, details.tags),
        ]
        return _tabbed(columns)

    @cached_property
    def _model_and_deletion(self) -> Texts:
        """By page: content model and format, and if and when its revisions went with it."""
        deleted = self.history.pages.deleted
        return _tabbed(
            [
                of(_MODELS, (self.history.pages.namespace == MEDIAWIKI).astype(np.int64)),
                _truths(deleted > 0),
                _moments(deleted),
            ]
        )

    @cached_property
    def _details(self) -> Details:
        return details_of(self.history)

    # What is empty in a line about something else.

    @property
    def _nobody(self) -> str:
        return self._empty("user_id", "user_first_edit_timestamp")

    @property
    def _no_page(self) -> str:
        return self._empty("page_id", "page_first_edit_timestamp")

    @property
    def _no_revision(self) -> str:
        return self._empty("revision_id", "revision_tags")

    def _empty(self, first: str, last: str) -> str:
        return _TAB * (len(self._between(first, last)) - 1)

    def _between(self, first: str, last: str) -> list[str]:
        return self.names[self.names.index(first) : self.names.index(last) + 1]


def _tabbed(columns: list[Texts | str]) -> Texts:
    return glued(*columns, between=_TAB)


def _truths(are: Truths) -> Texts:
    return of(("false", "true"), are.astype(np.int64))


def _false(rows: Numbers) -> Texts:
    return of(("false",), rows * 0)


def _where(are: Truths, values: Texts) -> Texts:
    return pc.if_else(pa.array(are), values, None)


def _moments(seconds: Numbers) -> Texts:
    """With the fraction that the dump writes."""
    return pc.if_else(pa.array(seconds > 0), glued(moments(seconds), ".0"), None)


def _bot_by(kind: Numbers, groups: Numbers) -> Texts:
    by_name, by_group = kind == Kind.NAME_BOT, np.isin(groups, (GROUPS.index("bot"),))
    return of(("", "name", "group", "name,group"), by_name + 2 * by_group)


@dataclass(frozen=True)
class MediawikiHistory:
    """Files as the publisher names them: by wiki and year, or by wiki alone."""

    fields: int = NEWEST
    by_year: bool = True

    compressions = COMPRESSIONS

    def __post_init__(self) -> None:
        if self.fields not in LAYOUTS:
            known = ", ".join(map(str, LAYOUTS))
            raise HistoryError(
                f"No layout of mediawiki_history has {self.fields} columns; there are: {known}."
            )

    def parts(self, history: History) -> Iterable[Part]:
        written, piece = lines_of(history, self.fields), history.piece
        start = f"{piece.plan.snapshot}.{piece.wiki_db}"
        if not self.by_year:
            yield Part(f"{start}.all-time.tsv", content(written.lines))
            return
        years = years_of(written.at)
        for year in np.unique(years):
            begin, end = np.searchsorted(years, (year, year + 1))
            yield Part(f"{start}.{year}.tsv", content(written.lines.slice(begin, end - begin)))
