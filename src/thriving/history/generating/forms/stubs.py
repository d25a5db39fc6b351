"""MediaWiki's XML, as its stubs are: each revision without its text. Deleted pages are not in it.

A wiki is one file. Source: https://www.mediawiki.org/xml/export-0.11.xsd
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from xml.sax.saxutils import escape

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from thriving.history.failures import HistoryError
from thriving.history.generating.chance import Truths
from thriving.history.generating.details import ALL, COMMENT, Details, details_of
from thriving.history.generating.forms.form import BOTS, Part, bots_of, content
from thriving.history.generating.history import History
from thriving.history.generating.naming import Texts, glued, hashes, moments, names, of, texts, titles
from thriving.history.generating.packing import NONE
from thriving.history.generating.pages import MEDIAWIKI, NAMESPACES
from thriving.history.generating.people import Kind
from thriving.history.generating.plan import Piece

VERSIONS = ("0.10", "0.11")
_DELETED = ' deleted="deleted"'
_MODELS = (
    "      <model>wikitext</model>\n      <format>text/x-wiki</format>\n",
    "      <model>css</model>\n      <format>text/css</format>\n",
)


@dataclass(frozen=True)
class Stubs:
    """Beside them a list of the bots, which the reader can be given, since XML does not know groups."""

    version: str = VERSIONS[-1]

    compressions = (NONE, "gz", "bz2")

    def __post_init__(self) -> None:
        if self.version not in VERSIONS:
            raise HistoryError(
                f"MediaWiki's XML is written in {' or '.join(VERSIONS)} here, not {self.version}."
            )

    def parts(self, history: History) -> Iterable[Part]:
        piece = history.piece
        file = f"{piece.wiki_db}-{piece.plan.until:%Y%m%d}-stub-meta-history.xml"
        if piece.block == 0:
            yield Part(file, _opening(piece, self.version).encode())
        yield Part(file, content(_pages(history, self.version)))
        if piece.block == piece.blocks - 1:
            yield Part(file, b"</mediawiki>\n")
        yield Part(BOTS, bots_of(history), is_packed=False)


def _opening(piece: Piece, version: str) -> str:
    spaces = "\n".join(_namespace(*each) for each in sorted(NAMESPACES.items()))
    name = f"http://www.mediawiki.org/xml/export-{version}/"
    return f"""<mediawiki xmlns="{name}" version="{version}" xml:lang="en">
  <siteinfo>
    <sitename>Synthetic: nobody and nothing in it exists</sitename>
    <dbname>{piece.wiki_db}</dbname>
    <base>http://synthetic.invalid/</base>
    <generator>thriving history generate</generator>
    <case>first-letter</case>
    <namespaces>
{spaces}
    </namespaces>
  </siteinfo>
"""


def _namespace(number: int, name: str) -> str:
    start = f'      <namespace key="{number}" case="first-letter"'
    return f"{start}>{escape(name)}</namespace>" if name else f"{start} />"


def _pages(history: History, version: str) -> Texts:
    """A text for each revision; a page's beginning stands with its first, its end with its last."""
    edits = history.edits
    opened = _page_openings(history).take(pa.array(edits.page))
    last = np.zeros(len(edits), dtype=bool)
    last[edits.lasts] = True
    whole = glued(
        pc.if_else(pa.array(edits.is_first), opened, ""),
        _revisions(history, version),
        of(("", "  </page>\n"), last.astype(np.int64)),
    )
    return whole.filter(pa.array(history.pages.deleted[edits.page] == 0))


def _page_openings(history: History) -> Texts:
    pages = history.pages
    prefix = of(
        tuple(f"{name}:" if name else "" for name in NAMESPACES.values()),
        np.searchsorted(list(NAMESPACES), pages.namespace),
    )
    return glued(
        "  <page>\n    <title>",
        prefix,
        pc.replace_substring(titles(history), "_", " "),
        "</title>\n    <ns>",
        texts(pages.namespace),
        "</ns>\n    <id>",
        texts(history.piece.number(np.arange(len(pages)))),
        of(("</id>\n", '</id>\n    <redirect title="Synthetic" />\n'), pages.is_redirect.astype(np.int64)),
    )


def _revisions(history: History, version: str) -> Texts:
    edits, details, number = history.edits, details_of(history), history.piece.number(history.edits.rank)
    parent = glued("      <parentid>", texts(edits.before(number)), "</parentid>\n")
    hash_of = hashes(number[edits.reverts.base])
    return glued(
        "    <revision>\n      <id>",
        texts(number),
        "</id>\n",
        pc.if_else(pa.array(edits.is_first), "", parent),
        "      <timestamp>",
        pc.replace_substring(moments(edits.at), " ", "T"),
        "Z</timestamp>\n",
        pc.if_else(
            pa.array(details.hides_user),
            f"      <contributor{_DELETED} />\n",
            _contributors(history).take(pa.array(edits.by)),
        ),
        of(("", "      <minor />\n"), details.is_minor.astype(np.int64)),
        _comments(details),
        of(_MODELS, (history.pages.namespace[edits.page] == MEDIAWIKI).astype(np.int64)),
        '      <text bytes="',
        texts(edits.bytes),
        _rest_of_text(details.hides_text, hash_of, version),
        pc.if_else(
            pa.array(details.hides_text), "      <sha1 />\n", glued("      <sha1>", hash_of, "</sha1>\n")
        ),
        "    </revision>\n",
    )


def _rest_of_text(hidden: Truths, hash_of: Texts, version: str) -> Texts:
    """Since 0.11 the hash stands here too."""
    said = glued('" sha1="', hash_of, '" />\n') if version == VERSIONS[-1] else '" />\n'
    return pc.if_else(pa.array(hidden), f'"{_DELETED} />\n', said)


def _comments(details: Details) -> Texts:
    hidden = np.isin(details.hidden, (COMMENT, ALL)).astype(np.int64)
    return of(
        ("      <comment>synthetic edit</comment>\n", f"      <comment{_DELETED} />\n"),
        hidden.astype(np.int64),
    )


def _contributors(history: History) -> Texts:
    people, name = history.people, names(history)
    number = texts(history.piece.number(np.arange(len(people))))
    start, end = "      <contributor>\n        ", "      </contributor>\n"
    return pc.if_else(
        pa.array(people.kind == Kind.ADDRESS),
        glued(start, "<ip>", name, "</ip>\n", end),
        glued(start, "<username>", name, "</username>\n        <id>", number, "</id>\n", end),
    )
