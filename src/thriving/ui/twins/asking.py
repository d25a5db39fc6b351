"""What an address asks for, read as the kind that was declared."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from thriving.ui.cldr import number
from thriving.ui.twins.schema import LARGEST, LONGEST

if TYPE_CHECKING:
    from thriving.ui.twins.records import Kind

N = TypeVar("N", int, Decimal)

_SHOWN = 40  # characters of what was asked
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,16}", re.ASCII)
_YES_OR_NO = {"true": True, "false": False}


def read(request: HttpRequest, name: str, kind: Kind) -> Any:
    """What was asked for under ``name``; None where nothing was, as in a form sent with an empty field."""
    if kind == "list":
        return [_checked(name, "string", each) for each in request.GET.getlist(name)]
    written = request.GET.get(name, "")
    return _checked(name, kind, written) if written else None


def _checked(name: str, kind: Kind, written: str) -> Any:
    try:
        return _READERS[kind](written)
    except (ValueError, KeyError, InvalidOperation) as trouble:
        raise BadRequest(_sentence(name, kind, written)) from trouble


def _text(written: str) -> str:
    if len(written) > LONGEST or "\x00" in written:
        raise ValueError
    return written


def _day(written: str) -> date:
    return date.fromisoformat(_matched(_DAY, written))


def _whole(written: str) -> int:
    return _within(int(_matched(_WHOLE, written)))


def _number(written: str) -> Decimal:
    return _within(Decimal(written))


def _matched(shape: re.Pattern[str], written: str) -> str:
    if not shape.fullmatch(written):
        raise ValueError
    return written


def _within(value: N) -> N:
    if not -LARGEST <= value <= LARGEST:  # a Decimal that is no number raises by itself
        raise ValueError
    return value


_READERS: dict[Kind, Callable[[str], Any]] = {
    "string": _text,
    "date": _day,
    "integer": _whole,
    "number": _number,
    "boolean": _YES_OR_NO.__getitem__,
}


def _sentence(name: str, kind: Kind, written: str) -> str:
    expected = {
        "string": _("a text of at most %(longest)s characters") % {"longest": number(LONGEST)},
        "date": _("a day such as 2020-04-15"),
        "integer": _("a whole number of at most 15 digits"),
        "number": _("a number of at most 15 digits"),
        "boolean": _("true or false"),
    }[kind]
    return _("The address asks for %(name)s “%(shown)s”, which is not %(expected)s.") % {
        "name": name,
        "shown": written[:_SHOWN],
        "expected": expected,
    }
