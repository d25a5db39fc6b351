"""What pages are about: items of Wikidata, with numbers far beyond those that exist; some are humans.

The wikis' pages of one place are about one item. What is said of humans, such as a gender or a country, are
items that do exist, since metrics tell them apart.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from thriving.history.generating.chance import Numbers, Shares, Truths, fixed
from thriving.history.generating.history import History, pages_in
from thriving.history.generating.naming import Texts, glued, of, texts
from thriving.history.generating.pages import MAIN, namespaces
from thriving.history.generating.plan import Piece, name_of

_FIRST, _IN_A_BLOCK = 9_000_000_000, 100_000
_HUMANS, _ELSEWHERE, _WITHOUT = 0.3, 0.6, 0.1  # shares of items, of an item's pages, of pages
_MALE, _FEMALE, _TRANS_WOMAN, _NON_BINARY = "Q6581097", "Q6581072", "Q1052281", "Q48270"
_COUNTRIES = ("Q30", "Q668", "Q1033", "Q155", "Q79", "Q183", "Q252", "Q114", "Q30|Q96")
_OCCUPATIONS = ("Q82955", "Q937857", "Q36180", "Q901", "Q33999|Q36180", "")


def items_of(history: History) -> Mapping[str, Texts]:
    """Of the pages that stand, are no redirects, and have an item."""
    piece, pages = history.piece, history.pages
    page = np.arange(len(pages))
    has = _has_page(page, piece) & ~pages.is_redirect & (pages.deleted == 0)
    return {
        "wiki": of((piece.wiki_db,), page[has] * 0),
        "page_id": texts(piece.number(page[has])),
        "item": _item(page[has], piece.block),
    }


def humans_of(home: Piece) -> Mapping[str, Texts]:
    """Of the first wiki's piece, which has them all."""
    page = np.arange(pages_in(home))
    page = page[_has_page(page, home) & (fixed(page, home.block, 23) < _HUMANS)]
    country = (fixed(page, home.block, 29) ** 1.5 * len(_COUNTRIES)).astype(np.int64)
    occupation = (fixed(page, home.block, 31) * len(_OCCUPATIONS)).astype(np.int64)
    born = 1850 + (fixed(page, home.block, 37) ** 0.7 * 150).astype(np.int64)
    return {
        "id": _item(page, home.block),
        "gender": _gender(page, home),
        "birth_year": texts(born),
        "citizenship": of(_COUNTRIES, country),
        "occupation": of(_OCCUPATIONS, occupation),
        "sitelinks": _sitelinks(page, home),
    }


def _gender(page: Numbers, home: Piece) -> Texts:
    """Of pages made later, more are about women."""
    drawn, share = fixed(page, home.block, 41), 0.15 + 0.15 * page / max(1, pages_in(home))
    known: Shares = np.asarray(share)
    places = np.select([drawn < known, drawn > 0.996, drawn > 0.993], [1, 2, 3], default=0)  # noqa: PLR2004 -- shares
    return of((_MALE, _FEMALE, _TRANS_WOMAN, _NON_BINARY), places)


def _sitelinks(page: Numbers, home: Piece) -> Texts:
    plan = home.plan
    elsewhere = [piece for wiki in range(1, plan.wikis) for piece in plan.of(wiki)[home.block :][:1]]
    links = [
        pc.if_else(pa.array(_has_page(page, piece)), f"|{name_of(piece.wiki)}", "") for piece in elsewhere
    ]
    return glued(of((home.wiki_db,), page * 0), *links)


def _has_page(page: Numbers, piece: Piece) -> Truths:
    """On this wiki, about the item of this place."""
    about = (namespaces(page, piece.block) == MAIN) & (fixed(page, piece.block, 43) >= _WITHOUT)
    here = (piece.wiki == 0) | (fixed(page, piece.block, piece.wiki, 47) < _ELSEWHERE)
    found: Truths = about & here & (page < pages_in(piece))
    return found


def _item(page: Numbers, block: int) -> Texts:
    return glued("Q", texts(_FIRST + block * _IN_A_BLOCK + page))
