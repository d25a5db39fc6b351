"""How the dump writes a value, and the columns of a layout in their order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from thriving.history.columns import layout
from thriving.history.generating.chance import Numbers, Truths
from thriving.history.generating.naming import Texts, glued, moments, of

TAB = "\t"
Columns = Mapping[str, Texts]


@dataclass(frozen=True)
class Names:
    """Of the columns in a layout with so many."""

    fields: int

    def between(self, first: str, last: str) -> list[str]:
        names = [column.name for column in layout(self.fields)]
        return names[names.index(first) : names.index(last) + 1]

    def empty(self, first: str, last: str) -> str:
        """What stands in their place in a line about something else."""
        return TAB * (len(self.between(first, last)) - 1)


def tabbed(*columns: Texts | str) -> Texts:
    return glued(*columns, between=TAB)


def truths(are: Truths) -> Texts:
    return of(("false", "true"), are.astype(np.int64))


def where(are: Truths, values: Texts) -> Texts:
    return pc.if_else(pa.array(are), values, None)


def nothing(rows: int) -> Texts:
    return pa.nulls(rows, pa.string())


def dated(seconds: Numbers) -> Texts:
    """With the fraction that the dump writes; 0 is null."""
    return where(seconds > 0, glued(moments(seconds), ".0"))
