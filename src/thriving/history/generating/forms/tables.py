"""Plain tables, as anyone has them: of revisions and accounts, or of humans and the items of pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from thriving.history.generating.accounts import GROUPS
from thriving.history.generating.chance import Truths
from thriving.history.generating.details import TAGS, details_of
from thriving.history.generating.forms.form import Part, content
from thriving.history.generating.history import History
from thriving.history.generating.items import humans_of, items_of
from thriving.history.generating.naming import Texts, glued, hashes, moments, names, of, texts, titles
from thriving.history.generating.packing import COMPRESSIONS
from thriving.history.generating.people import Kind, MadeBy
from thriving.history.generating.plan import Piece

_MADE_BY = tuple(by.name.lower() for by in MadeBy if by != MadeBy.NOBODY)
_UNKNOWN = ""
Table = Mapping[str, Texts]


@dataclass(frozen=True)
class Revisions:
    """A row for each revision, those of deleted pages too; beside it the accounts."""

    compressions = COMPRESSIONS

    def parts(self, history: History) -> Iterable[Part]:
        yield from _file(history.piece, "revisions", _revisions(history))
        yield from _file(history.piece, "accounts", _accounts(history))


@dataclass(frozen=True)
class Items:
    """What an extract of Wikidata would say: which pages are about which item, and which items are humans."""

    compressions = COMPRESSIONS

    def parts(self, history: History) -> Iterable[Part]:
        yield from _file(history.piece, "page-items", items_of(history))
        if history.piece.wiki == 0:
            yield from _file(history.piece, "humans", humans_of(history.piece))


def _file(piece: Piece, what: str, table: Table) -> Iterable[Part]:
    name = f"{piece.plan.snapshot}.{piece.wiki_db}.{what}.tsv"
    if piece.block == 0:
        yield Part(name, ("\t".join(table) + "\n").encode())
    pieces = [part for column in table.values() for part in (column, "\t")]
    yield Part(name, content(glued(*pieces[:-1], "\n")))


def _revisions(history: History) -> Table:
    edits, details, number = history.edits, details_of(history), history.piece.number(history.edits.rank)
    user, kind = pa.array(np.where(details.hides_user, -1, edits.by) + 1), history.people.kind[edits.by]
    page = texts(history.piece.number(edits.page))
    return {
        "wiki": of((history.piece.wiki_db,), edits.at * 0),
        "page_id": page,
        "page_title": titles(history).take(pa.array(edits.page)),
        "page_namespace": texts(history.pages.namespace[edits.page]),
        "page_is_redirect": _truths(history.pages.is_redirect[edits.page]),
        "revision_id": texts(number),
        "revision_parent_id": texts(edits.before(number)),
        "timestamp": moments(edits.at),
        "user_id": _after_nobody(_account_numbers(history)).take(user),
        "user_text": _after_nobody(names(history)).take(user),
        "bytes": texts(edits.bytes),
        "sha1": pc.if_else(pa.array(details.hides_text), _UNKNOWN, hashes(number[edits.reverts.base])),
        "is_minor": _truths(details.is_minor),
        "is_deleted": _truths(history.pages.deleted[edits.page] > 0),
        # Of others it is left open, so that a name may say it.
        "is_bot": of(("", "true"), ((kind == Kind.GROUP_BOT) & ~details.hides_user).astype(np.int64)),
        "tags": of(TAGS, details.tags),
    }


def _accounts(history: History) -> Table:
    people, standings = history.people, history.standings
    who = np.flatnonzero(people.has_account)
    last = standings.at(who, np.full(len(who), history.piece.until))
    return {
        "wiki": of((history.piece.wiki_db,), who * 0),
        "user_id": texts(history.piece.number(who)),
        "user_text": names(history).take(pa.array(who)),
        "registered_at": moments(people.began[who]),
        "created_by": of(_MADE_BY, people.made_by[who]),
        "groups": of(GROUPS, standings.groups[last]),
    }


def _account_numbers(history: History) -> Texts:
    """0 for those without an account."""
    rows = np.arange(len(history.people))
    return texts(np.where(history.people.has_account, history.piece.number(rows), 0))


def _after_nobody(values: Texts) -> Texts:
    return pa.concat_arrays([pa.array([_UNKNOWN]), values])


def _truths(are: Truths) -> Texts:
    return of(("false", "true"), are.astype(np.int64))
