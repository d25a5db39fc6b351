from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext as _

Type = Literal["text", "integer", "number", "date", "boolean"]

# 14 digits before the point and 6 after it: what the database keeps without rounding.
_NUMBER = re.compile(r"[+-]?\d{1,14}(\.\d{1,6})?")
_INTEGER = re.compile(r"[+-]?\d{1,18}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES_OR_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
_LISTED = 8  # choices named in a sentence before it says that there are others


@dataclass(frozen=True)
class Column:
    """One column that a table may have: what its cells are, and what they mean."""

    name: str
    type: Type = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    meaning: str = ""

    def value_of(self, cell: str) -> Any:
        """The cell as its type, None when empty. Raises ValueError with a sentence."""
        if not cell:
            if self.required:
                raise ValueError(_("This cell must not be empty."))
            return None
        if self.choices and cell not in self.choices:
            raise ValueError(_unlisted(cell, self.choices))
        return _PARSERS[self.type](cell)


def _unlisted(cell: str, choices: tuple[str, ...]) -> str:
    named = ", ".join(choices[:_LISTED])
    if len(choices) > _LISTED:
        named = _("%(named)s and others") % {"named": named}
    return _("“%(cell)s” is not one of: %(named)s.") % {"cell": cell[:100], "named": named}


def _text(cell: str) -> str:
    return cell


def _integer(cell: str) -> int:
    if not _INTEGER.fullmatch(cell):
        raise ValueError(_("“%(cell)s” is not a whole number, such as 88.") % {"cell": cell[:100]})
    return int(cell)


def _number(cell: str) -> Decimal:
    if not _NUMBER.fullmatch(cell):
        raise ValueError(
            _("“%(cell)s” is not a number written like 1234.5, with a point and no other signs.")
            % {"cell": cell[:100]}
        )
    return Decimal(cell)


def _date(cell: str) -> date:
    try:
        if _DAY.fullmatch(cell):
            return date.fromisoformat(cell)
    except ValueError:
        pass
    raise ValueError(_("“%(cell)s” is not a day written like 2020-04-15.") % {"cell": cell[:100]})


def _boolean(cell: str) -> bool:
    if (answer := _YES_OR_NO.get(cell.lower())) is None:
        raise ValueError(_("“%(cell)s” is neither yes nor no.") % {"cell": cell[:100]})
    return answer


_PARSERS: dict[Type, Callable[[str], Any]] = {
    "text": _text,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "boolean": _boolean,
}
