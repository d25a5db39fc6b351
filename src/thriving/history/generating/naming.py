"""What people, pages and texts are called, so that nobody can take them for real ones.

Addresses are of the blocks kept for documentation (RFC 5737), hashes of texts begin with "synthetic".
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from thriving.history.generating.chance import Numbers, Truths, fixed
from thriving.history.generating.history import History
from thriving.history.generating.people import Kind

_WORDS = (
    "Amber Heron",
    "Abbott",
    "Quiet Otter",
    "Río Claro",
    "Мятный Ёж",
    "नीला मोर",
    "橙色の猫",
    "زهرة الجبل",
)
_TITLES = (
    "Synthetic_page",
    "Synthetic_page,_revised",
    "Página_sintética",
    "Синтетическая_страница",
    "合成記事",
)
_DOCUMENTATION = ("192.0.2", "198.51.100", "203.0.113")
_HASH, _DIGITS = "synthetic", 22  # 31 characters in all, as a SHA-1 in base 36 has

Texts = Any  # an array of strings; pyarrow has no types that mypy can read


def texts(numbers: Numbers) -> Texts:
    return pa.array(numbers).cast(pa.string())


def glued(*parts: Texts | str, between: str = "") -> Texts:
    """Row by row; what is null is empty."""
    scalars = [pa.scalar(part) if isinstance(part, str) else part for part in parts]
    return pc.binary_join_element_wise(*scalars, between, null_handling="replace", null_replacement="")


def of(words: tuple[str, ...], places: Numbers) -> Texts:
    return pa.array(words).take(pa.array(places))


def names(history: History) -> Texts:
    """As of the end, by row of the people."""
    people, piece = history.people, history.piece
    shown = people.number.copy()
    nameless = np.flatnonzero(people.number == 0)
    shown[nameless] = [piece.number(rank) for rank in range(len(nameless))]
    words = of(_WORDS, (fixed(people.number, 1) * len(_WORDS)).astype(np.int64))
    years = texts(years_of(people.began))
    number = texts(shown)
    return _by_kind(
        people.kind,
        {
            Kind.PERSON: glued("Invented ", words, " ", number),
            Kind.GROUP_BOT: glued("Invented Sorter ", number),
            Kind.NAME_BOT: glued("InventedBot ", number),
            Kind.ADDRESS: _addresses(shown),
            Kind.TEMPORARY: glued("~", years, "-", number),
        },
    )


def names_before(names: Texts, bears_it: Truths) -> Texts:
    """What they were called then: those who do not bear their name yet, otherwise."""
    return pc.if_else(pa.array(bears_it), names, glued(names, " (once)"))


def titles(history: History) -> Texts:
    """With underscores, without the namespace."""
    page = np.arange(len(history.pages))
    words = of(_TITLES, (fixed(page, history.piece.block, 2) * len(_TITLES)).astype(np.int64))
    return glued(words, "_", texts(history.piece.number(page)))


def hashes(first_with_text: Numbers) -> Texts:
    """By the number of the first revision with the same text."""
    return glued(_HASH, pc.utf8_lpad(texts(first_with_text), _DIGITS, "0"))


def moments(seconds: Numbers) -> Texts:
    """As 2020-01-31 23:59:59; 0 is null."""
    return pa.array(seconds, pa.timestamp("s"), mask=seconds == 0).cast(pa.string())


def years_of(seconds: Numbers) -> Numbers:
    return seconds.astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64) + 1970


def _addresses(shown: Numbers) -> Texts:
    short = glued(of(_DOCUMENTATION, shown % 3), ".", texts(shown // 3 % 256))
    long = glued("2001:db8:", texts(shown // 9999 % 9999), "::", texts(shown % 9999))
    return pc.if_else(pa.array(shown % 4 == 0), short, long)


def _by_kind(kind: Numbers, made: dict[Kind, Texts]) -> Texts:
    order = [pa.array(kind == each) for each in made]
    return pc.case_when(pc.make_struct(*order), *made.values())
