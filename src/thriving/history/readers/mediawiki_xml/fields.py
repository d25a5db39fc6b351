"""What a page and a revision say of themselves, as text, out of its XML.

MediaWiki writes every revision alike, and a pattern that spells this form out reads it several times as fast
as a parser does. What it matches, the parser reads alike, since "<" stands in XML for nothing but a tag.
Whatever is written in another way is left to the parser.
"""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import NamedTuple

from lxml import etree

_NUMBER = r"\d{1,18}"
_WORDS = "[^<]*"
# No day that might not be: a parser of calendars looks at the last days of months.
_MOMENT = (
    r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
    r"|\d{4}-(?:0[13-9]|1[0-2])-(?:29|30)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
    r"|\d{4}-(?:0[13578]|1[02])-31T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d"
)
_SLOT = (
    rf"<content>\s*<role>{_WORDS}</role>\s*(?:<origin>\d+</origin>\s*)?<model>{_WORDS}</model>\s*"
    rf"<format>{_WORDS}</format>\s*<text[^<>]*(?:/>|>\s*</text>)\s*</content>\s*"
)
REVISION = re.compile(
    rf"""\s*<revision>\s*<id>(?P<id>{_NUMBER})</id>\s*
    (?:<parentid>(?P<parent>{_NUMBER})</parentid>\s*)?
    <timestamp>(?P<timestamp>{_MOMENT})Z</timestamp>\s*
    <contributor(?:\s+(?P<user_hidden>deleted)="deleted"\s*/>|>\s*
        (?:<username>(?P<user>{_WORDS})</username>\s*<id>(?P<user_id>{_NUMBER})</id>|<ip>(?P<address>{_WORDS})</ip>)
    \s*</contributor>)\s*
    (?:<minor\s*(?P<minor>/)>\s*)?
    (?:<comment(?:\s+(?P<comment_hidden>deleted)="deleted"\s*/>|\s*/>|>{_WORDS}</comment>)\s*)?
    (?:<origin>\d+</origin>\s*)?
    <model>(?P<model>[^<&]*)</model>\s*<format>(?P<format>[^<&]*)</format>\s*
    <text(?:\s+bytes="(?P<bytes>{_NUMBER})"|\s+sha1="(?P<text_sha1>\w*)"|\s+(?P<text_hidden>deleted)="deleted"
        |\s+(?:location|id|xml:space)="[^"<>&]*")*\s*(?:/>|>\s*</text>)\s*
    (?P<slots>(?:{_SLOT})*)
    (?:<sha1>(?P<sha1>\w*)</sha1>\s*|<sha1\s*/>\s*)?</revision>""",
    re.VERBOSE | re.ASCII,
)
PAGE = re.compile(
    rf"""\s*<page>\s*<title>({_WORDS})</title>\s*<ns>(-?\d{{1,9}})</ns>\s*<id>({_NUMBER})</id>\s*
    (<redirect\s+title="[^"<>]*"\s*/>\s*)?(?:<restrictions>[^<]*</restrictions>\s*)?(?=<revision>)""",
    re.VERBOSE | re.ASCII,
)
_SIZE = re.compile(r'<text[^<>]*\sbytes="(\d+)"', re.ASCII)
_IS_NUMBER = re.compile(_NUMBER, re.ASCII)
# In the order in which they are undone: the last undoes what may stand for the beginning of another.
_ESCAPES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&#039;": "'", "&amp;": "&"}


class Fields(NamedTuple):
    """Of a revision, as its tags have them; in the order of the groups of ``REVISION``."""

    id: str
    parent: str | None
    timestamp: str  # ISO 8601, UTC, without saying so
    user_hidden: str | None
    user: str | None
    user_id: str | None
    address: str | None
    minor: str | None
    comment_hidden: str | None
    model: str | None
    format: str | None
    bytes: str | None
    text_sha1: str | None
    text_hidden: str | None
    slots: str | None  # beside the main one: Commons keeps what a picture depicts in such
    sha1: str | None


class Page(NamedTuple):
    title: str
    namespace: int
    id: int
    is_redirect: bool


class Unreadable(Exception):
    """Why a page or a revision cannot be taken; and what stands there, which may be somebody's name."""

    def __init__(self, reason: str, value: str = "") -> None:
        super().__init__(reason)
        self.value = value


def page_of(xml: str) -> Page:
    """The slow way. ``xml``: a page without its revisions. Raises Unreadable, or XMLSyntaxError."""
    told = {part.tag: part.text or "" for part in _parsed(xml)}
    try:
        return Page(
            _escaped(told["title"]), _namespace(told["ns"]), int(_number(told["id"])), "redirect" in told
        )
    except (KeyError, Unreadable) as wrong:
        raise _unreadable("page", wrong) from wrong


def revision_of(xml: str) -> Fields:
    """The slow way, from which the quick one must not differ. Raises Unreadable, or XMLSyntaxError."""
    revision = _parsed(xml)
    try:
        return _fields(revision, {part.tag: part for part in revision})
    except (KeyError, Unreadable) as wrong:
        raise _unreadable("revision", wrong) from wrong


def refuse_broken(xml: str) -> None:
    """What stands between revisions says nothing to us, but has to be XML. Raises XMLSyntaxError."""
    _parsed(f"<x>{xml}</x>")


def bytes_of(slots: str) -> int | None:
    sizes = _SIZE.findall(slots)
    return sum(map(int, sizes)) if len(sizes) == slots.count("<content") else None


def plain(words: str) -> str:
    """Without the escapes of XML."""
    if "&" in words:
        for written, meant in _ESCAPES.items():
            words = words.replace(written, meant)
    return words


def _parsed(xml: str) -> etree._Element:
    # Without the limits of ``huge_tree``: a page's own words of ten million characters are none.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8")
    return etree.fromstring(xml.encode("utf-8", "surrogateescape"), parser)


def _fields(revision: etree._Element, told: dict[str, etree._Element]) -> Fields:
    who = {part.tag: part.text for part in told.get("contributor", ())}
    text = told.get("text")
    return Fields(
        id=_number(told["id"].text or ""),
        parent=_number_or_none(_words(told, "parentid")),
        timestamp=_moment(told["timestamp"].text or ""),
        user_hidden=_hidden(told, "contributor"),
        user=_escaped(who["username"] or "") if "username" in who else None,
        user_id=_number_or_none(who.get("id")),
        address=_escaped(who["ip"] or "") if "ip" in who else None,
        minor="/" if "minor" in told else None,
        comment_hidden=_hidden(told, "comment"),
        model=_words(told, "model"),
        format=_words(told, "format"),
        bytes=_number_or_none(text.get("bytes")) if text is not None else None,
        text_sha1=text.get("sha1") if text is not None else None,
        text_hidden=_hidden(told, "text"),
        slots="".join(etree.tostring(slot, encoding="unicode") for slot in revision.iter("content")),
        sha1=_words(told, "sha1"),
    )


def _words(told: dict[str, etree._Element], name: str) -> str | None:
    return told[name].text if name in told else None


def _escaped(words: str) -> str:
    return html.escape(words, quote=False)


def _hidden(told: dict[str, etree._Element], name: str) -> str | None:
    return told[name].get("deleted") if name in told else None


def _number(words: str) -> str:
    if not _IS_NUMBER.fullmatch(words):
        raise Unreadable("what should be a number is none", words)
    return words


def _namespace(words: str) -> int:
    return int(_number(words.removeprefix("-"))) * (-1 if words.startswith("-") else 1)


def _number_or_none(words: str | None) -> str | None:
    return _number(words) if words else None


def _moment(words: str) -> str:
    try:
        moment = datetime.fromisoformat(words)
    except ValueError:
        raise Unreadable("its timestamp is none", words) from None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()


def _unreadable(what: str, wrong: KeyError | Unreadable) -> Unreadable:
    if isinstance(wrong, KeyError):
        return Unreadable(f"a {what} cannot be read: it has no {wrong.args[0]}")
    return Unreadable(f"a {what} cannot be read: {wrong}", wrong.value)
