"""Which tables can be read, and what stands in their columns. Each is known by its header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    """How a field is written. Lists are separated by a comma or a bar, which no name in them may hold."""

    TEXT = "a text"
    TEXTS = "a list"
    NUMBER = "a whole number"
    TRUTH = "true or false, or 1 or 0"
    MOMENT = "ISO 8601 or yyyymmddhhmmss, in UTC unless it says otherwise"
    WIKI = "the name of a wiki's database, as aawiki"
    WIKIS = "a list of wikis"
    ITEM = "an item of Wikidata, as Q42 or 42"
    ITEMS = "a list of items of Wikidata"
    MAKER = "self, system or peer"

    @property
    def sql(self) -> str:
        """The type of its values."""
        return _TYPES.get(self, "VARCHAR")


_TYPES = {
    Kind.TEXTS: "VARCHAR[]",
    Kind.NUMBER: "BIGINT",
    Kind.TRUTH: "BOOLEAN",
    Kind.MOMENT: "TIMESTAMP",
    Kind.WIKIS: "VARCHAR[]",
    Kind.ITEMS: "VARCHAR[]",
}


@dataclass(frozen=True)
class Field:
    """``is_needed``: by the header; ``is_filled``: by every row. ``also``: other names that it goes by."""

    name: str
    kind: Kind
    is_needed: bool = False
    is_filled: bool = False
    also: tuple[str, ...] = ()

    def place(self, header: Sequence[str]) -> int | None:
        return next((header.index(name) for name in (self.name, *self.also) if name in header), None)


@dataclass(frozen=True)
class Form:
    """A kind of table. ``key``: what no two rows may share. ``one_of``: the header must have one of these.

    ``is_of_extract``: one of several files, whose header has these fields and no others. ``is_spare``: of
    these, one in which nothing is needed.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    one_of: tuple[str, ...] = ()
    is_of_extract: bool = False
    is_spare: bool = False

    @property
    def is_by_wiki(self) -> bool:
        return any(field is WIKI for field in self.fields)


WIKI = Field("wiki", Kind.WIKI, is_filled=True, also=("wiki_db", "dbname"))

REVISIONS = Form(
    "revisions",
    "a table of revisions",
    (
        WIKI,
        Field("page_id", Kind.NUMBER, is_needed=True, is_filled=True),
        Field("page_title", Kind.TEXT, is_needed=True),
        Field("page_namespace", Kind.NUMBER, is_needed=True, is_filled=True),
        Field("page_is_redirect", Kind.TRUTH),
        Field("revision_id", Kind.NUMBER, is_needed=True, is_filled=True),
        Field("revision_parent_id", Kind.NUMBER),
        Field("timestamp", Kind.MOMENT, is_needed=True, is_filled=True),
        Field("user_id", Kind.NUMBER, is_needed=True),
        Field("user_text", Kind.TEXT, is_needed=True),
        Field("bytes", Kind.NUMBER, is_needed=True),
        Field("sha1", Kind.TEXT),
        Field("is_minor", Kind.TRUTH),
        Field("is_deleted", Kind.TRUTH),
        Field("is_bot", Kind.TRUTH),
        Field("tags", Kind.TEXTS),
    ),
    key=("wiki", "revision_id"),
)
ACCOUNTS = Form(
    "accounts",
    "a table of accounts",
    (
        WIKI,
        Field("user_id", Kind.NUMBER),
        Field("user_text", Kind.TEXT, is_needed=True, is_filled=True),
        Field("registered_at", Kind.MOMENT, is_needed=True),
        Field("created_by", Kind.MAKER),
        Field("groups", Kind.TEXTS),
    ),
    key=("wiki", "user_text"),
)
HUMANS = Form(
    "humans",
    "a table of humans",
    (
        Field("id", Kind.ITEM, is_needed=True, is_filled=True, also=("human",)),
        Field("gender", Kind.ITEM, is_needed=True),
        Field("birth_year", Kind.NUMBER),
        Field("citizenship", Kind.ITEMS),
        Field("occupation", Kind.ITEMS),
        Field("sitelinks", Kind.WIKIS, is_needed=True),
    ),
    key=("id",),
)
PAGE_ITEMS = Form(
    "page-items",
    "a table of pages and their items",
    (
        WIKI,
        Field("page_id", Kind.NUMBER),
        Field("page_title", Kind.TEXT),
        Field("page_namespace", Kind.NUMBER),
        Field("item", Kind.ITEM, is_needed=True, is_filled=True),
    ),
    key=("wiki", "page_id", "page_title", "page_namespace"),
    one_of=("page_id", "page_title"),
)
NAMESPACES = Form(
    "namespaces",
    "a table of namespaces",
    (
        WIKI,
        Field("namespace", Kind.NUMBER, is_needed=True, is_filled=True),
        Field("is_content", Kind.TRUTH, is_needed=True, is_filled=True, also=("namespace_is_content",)),
        Field("snapshot", Kind.TEXT),
    ),
    key=("wiki", "namespace"),
)

# The extract of denelezh (MIT; Wikidata is CC0) is several files with numbers for items.
EXTRACT = Form(
    "humans",
    "the humans of an extract of denelezh",
    (
        Field("id", Kind.ITEM, is_needed=True, is_filled=True),
        Field("gender", Kind.ITEM, is_needed=True),
        Field("birthyear", Kind.NUMBER, is_needed=True),
        Field("sitelinks", Kind.NUMBER, is_needed=True),
    ),
    key=("id",),
    is_of_extract=True,
)


def _part(name: str, kind: Kind) -> Form:
    fields = (
        Field("human", Kind.ITEM, is_needed=True, is_filled=True),
        Field(name, kind, is_needed=True, is_filled=True),
    )
    title = f"the table of each human's {name} in an extract of denelezh"
    return Form(HUMANS.name, title, fields, key=("human", name), is_of_extract=True)


def _spare(title: str, *names: str) -> Form:
    fields = tuple(Field(name, Kind.TEXT, is_needed=True) for name in names)
    title = f"the table of {title} in an extract of denelezh"
    return Form(HUMANS.name, title, fields, key=(), is_of_extract=True, is_spare=True)


EXTRACT_PARTS = (
    _part("country", Kind.ITEM),
    _part("occupation", Kind.ITEM),
    _part("sitelink", Kind.WIKI),
)

EXTRACT_SPARE = (
    _spare("labels", "id", "label", "lang"),
    _spare("projects", "id", "code", "type", "label", "url"),
)

FORMS = (REVISIONS, ACCOUNTS, HUMANS, PAGE_ITEMS, NAMESPACES, EXTRACT, *EXTRACT_PARTS, *EXTRACT_SPARE)
NAMES = tuple(dict.fromkeys(form.name for form in FORMS))
