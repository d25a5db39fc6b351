"""MediaWiki's XML dumps, stubs and full histories, export formats 0.10 and 0.11: a page at a time.

Texts are not kept, only their size and hash. Source: https://www.mediawiki.org/xml/export-0.11.xsd
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO

from lxml import etree

from thriving.history.failures import HistoryError
from thriving.history.rejects import Reject

FORMATS = ("0.10", "0.11")
_PARTS = tuple(f"{{*}}{name}" for name in ("siteinfo", "page", "revision"))
_HIDEABLE = (("text", "text"), ("comment", "comment"), ("user", "contributor"))


@dataclass(frozen=True, slots=True)
class Revision:
    """``user_id`` and ``user`` are None where suppressed; an unregistered user has an address and no id."""

    id: int
    parent: int | None
    timestamp: str  # ISO 8601, UTC
    user_id: int | None
    user: str | None
    is_anonymous: bool
    is_minor: bool
    bytes: int | None
    sha1: str | None
    model: str | None
    format: str | None
    hidden: tuple[str, ...]  # of text, comment, user: what its readers may not see


@dataclass(slots=True)
class Page:
    id: int
    namespace: int
    title: str  # without its namespace, with underscores, as mediawiki_history has it
    is_redirect: bool
    revisions: list[Revision] = field(default_factory=list)


@dataclass(frozen=True)
class Site:
    """``wiki`` is the name of its database; namespaces by number, the main one is named ""."""

    wiki: str
    namespaces: dict[int, str]


def read(file: IO[bytes], *, named: str) -> Iterator[Site | Page | Reject]:
    """First the site, then its pages, and what could not be read of them.

    Raises HistoryError where the XML ends early or is something else.
    """
    try:
        yield from _read(file, named)
    except etree.XMLSyntaxError as broken:
        raise HistoryError(f"{named} is truncated, or is no XML: {broken.msg}.") from broken


def _read(file: IO[bytes], named: str) -> Iterator[Site | Page | Reject]:
    parts = etree.iterparse(file, events=("end",), tag=_PARTS, huge_tree=True, resolve_entities=False)
    site, revisions = Site("", {}), list[Revision]()
    for _, element in parts:
        name = etree.QName(element).localname
        if name == "siteinfo":
            _refuse_other_formats(element.getparent(), named)
            site = _site(element)
            yield site
        elif name == "revision":
            try:
                revisions.append(_revision(element))
            except (KeyError, ValueError) as wrong:
                yield Reject(element.sourceline or 0, f"a revision cannot be read: {wrong}", "")
        elif not site.namespaces:
            break
        else:
            yield _page(element, site, revisions)
            revisions = []
        _free(element)
    if not site.namespaces:
        raise HistoryError(f"{named} is not a dump of MediaWiki: it does not say of which wiki.")


def _free(element: etree._Element) -> None:
    """What was read is let go; of a page under way only its own few words stay."""
    element.clear()
    before = element.getprevious()
    parent = element.getparent()
    if before is not None and parent is not None and before.tag == element.tag:
        parent.remove(before)


def _refuse_other_formats(root: etree._Element | None, named: str) -> None:
    version = root.get("version", "") if root is not None else ""
    if version not in FORMATS:
        known = " and ".join(FORMATS)
        raise HistoryError(f"{named} is a dump in export format {version}; {known} can be read.")


def _site(element: etree._Element) -> Site:
    told = {etree.QName(part).localname: part for part in element}
    names = {int(each.get("key", "")): each.text or "" for each in told.get("namespaces", ())}
    return Site(told["dbname"].text or "" if "dbname" in told else "", names)


def _page(element: etree._Element, site: Site, revisions: list[Revision]) -> Page:
    told = {etree.QName(part).localname: part.text or "" for part in element}
    namespace = int(told["ns"])
    title = told["title"].removeprefix(f"{site.namespaces.get(namespace, '')}:" if namespace else "")
    return Page(int(told["id"]), namespace, title.replace(" ", "_"), "redirect" in told, revisions)


def _revision(element: etree._Element) -> Revision:
    start = element.tag.index("}") + 1
    told = {part.tag[start:]: part for part in element}
    user = {part.tag[start:]: part.text for part in told.get("contributor", ())}
    content = told.get("text")
    return Revision(
        id=int(told["id"].text or ""),
        parent=_number(_words(told, "parentid")),
        timestamp=_moment(told["timestamp"].text or ""),
        user_id=_number(user.get("id")),
        user=user.get("username") or user.get("ip"),
        is_anonymous="ip" in user,
        is_minor="minor" in told,
        bytes=_number(content.get("bytes")) if content is not None else None,
        sha1=_words(told, "sha1") or (content.get("sha1") if content is not None else None) or None,
        model=_words(told, "model"),
        format=_words(told, "format"),
        hidden=tuple(
            what for what, tag in _HIDEABLE if told.get(tag) is not None and told[tag].get("deleted")
        ),
    )


def _moment(words: str) -> str:
    datetime.fromisoformat(words)  # ValueError where it is none
    return words.removesuffix("Z")


def _words(told: dict[str, etree._Element], name: str) -> str | None:
    return told[name].text if name in told else None


def _number(words: str | None) -> int | None:
    return int(words) if words else None
