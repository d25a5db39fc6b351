"""What an address asks for, read as the kind that was declared."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from thriving.ui.twins.records import Kind

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)  # as much as a database's column holds
_YES_OR_NO = {"true": True, "false": False}


def read(request: HttpRequest, name: str, kind: Kind) -> Any:
    if kind == "list":
        return request.GET.getlist(name)
    written = request.GET.get(name, "")
    if not written:
        return None
    try:
        return _read_as(kind, written)
    except (ValueError, KeyError, InvalidOperation) as trouble:
        raise BadRequest(_sentence(name, kind, written)) from trouble


def _read_as(kind: Kind, written: str) -> Any:
    if kind == "date":
        return date.fromisoformat(_matched(_DAY, written))
    if kind == "integer":
        return int(_matched(_WHOLE, written))
    if kind == "number":
        return _finite(Decimal(written))
    return _YES_OR_NO[written] if kind == "boolean" else written


def _matched(shape: re.Pattern[str], written: str) -> str:
    if not shape.fullmatch(written):
        raise ValueError(written)
    return written


def _finite(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError(value)
    return value


def _sentence(name: str, kind: Kind, written: str) -> str:
    expected = {
        "date": _("a day such as 2020-04-15"),
        "integer": _("a whole number"),
        "number": _("a number"),
        "boolean": _("true or false"),
    }[kind]
    shown = written[:40]
    return _("The address asks for %(name)s “%(shown)s”, which is not %(expected)s.") % {
        "name": name,
        "shown": shown,
        "expected": expected,
    }
