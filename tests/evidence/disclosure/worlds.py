"""Small tables, written as rows of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from thriving.evidence.disclosure.dimensions import Dimension
from thriving.evidence.disclosure.protect import Protected, Refused
from thriving.evidence.disclosure.releases import Change, Earlier, Release
from thriving.evidence.disclosure.tables import PublishedTable, Table

CONTINENT = Dimension("continent", ("africa", "asia"))
COUNTRY = Dimension(
    "country",
    ("ghana", "kenya", "india", "nepal"),
    CONTINENT,
    {"ghana": "africa", "kenya": "africa", "india": "asia", "nepal": "asia"},
)
ROLE = Dimension("role", ("organizer", "trainer", "student"))
GENDER = Dimension("gender", ("woman", "man", "other"), sensitive=True)
LANGUAGE = Dimension("language", ("ar", "en", "es"), overlapping=True)


def dimension(key: str, size: int) -> Dimension:
    return Dimension(key, tuple(f"{key}-{number}" for number in range(size)))


def grid(rows: Sequence[Sequence[int]], key: str = "grid") -> Table:
    """Two dimensions without meaning, ``row`` and ``column``."""
    return crossed(dimension("row", len(rows)), dimension("column", len(rows[0])), rows, key)


def crossed(down: Dimension, across: Dimension, rows: Sequence[Sequence[int]], key: str = "grid") -> Table:
    counts = dict(
        zip(product(down.categories, across.categories), (n for row in rows for n in row), strict=True)
    )
    return Table(key, "people", (down, across), counts)


def listed(along: Dimension, numbers: Sequence[int], key: str = "list") -> Table:
    return Table(key, "people", (along,), {(at,): n for at, n in zip(along.categories, numbers, strict=True)})


def told(outcome: Protected | Refused) -> Protected:
    assert isinstance(outcome, Protected), outcome
    return outcome


def only(outcome: Protected | Refused) -> PublishedTable:
    (table,) = told(outcome).tables
    return table


def earlier(*counted: Table, outcome: Protected | Refused, joined: int, left: int = 0) -> Earlier:
    """The release that ``outcome`` was, until ``joined`` came and ``left`` went."""
    return Earlier(counted, Release(told(outcome).fresh, changes={"people": Change(joined, left)}))
