"""What a dump says of its wiki before the first page."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from thriving.history.failures import HistoryError
from thriving.history.wikis import is_name

FORMATS = ("0.10", "0.11")


@dataclass(frozen=True)
class Site:
    """``wiki`` is the name of its database; namespaces by number, the main one is named ""."""

    wiki: str
    namespaces: dict[int, str]


def site_of(head: bytes) -> Site:
    """``head`` ends where the first page would begin. Raises HistoryError."""
    root = _root(head)
    told = {etree.QName(part).localname: part for part in root if isinstance(part.tag, str)}
    if "siteinfo" not in told:
        raise HistoryError("It is not a dump of MediaWiki: it does not say of which wiki.")
    _refuse_other_formats(root.get("version", ""))
    return _site(told["siteinfo"])


def _root(head: bytes) -> etree._Element:
    try:
        return etree.fromstring(head + b"</mediawiki>", _parser())
    except etree.XMLSyntaxError as broken:
        if _is_whole(head):
            raise HistoryError("It is not a dump of MediaWiki.") from broken
        raise HistoryError(f"It is truncated, or is no XML: {broken.msg}.") from broken


def _is_whole(xml: bytes) -> bool:
    try:
        etree.fromstring(xml, _parser())
    except etree.XMLSyntaxError:
        return False
    return True


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _refuse_other_formats(version: str) -> None:
    if version not in FORMATS:
        known = " and ".join(FORMATS)
        raise HistoryError(f"It is a dump in export format {version or '(none)'}; {known} can be read.")


def _site(element: etree._Element) -> Site:
    told = {etree.QName(part).localname: part for part in element}
    names = {int(each.get("key", "")): each.text or "" for each in told.get("namespaces", ())}
    wiki = told["dbname"].text if "dbname" in told else None
    if not wiki or not names:
        raise HistoryError("It is not a dump of MediaWiki: it does not say of which wiki.")
    if not is_name(wiki):
        raise HistoryError(
            "What it says is its wiki is no name of a wiki's database, such as aawiki: small letters, "
            "digits, “_” and “-”, at most 60."
        )
    return Site(wiki, names)
