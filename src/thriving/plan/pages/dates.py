"""The two dates of a page: what had happened by one day, as known on another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

from thriving.ui import cldr


@dataclass(frozen=True)
class Dates:
    """What an address asks for. Neither date means now; "as known on K" alone means as it was said on K."""

    on: date | None = None
    known: date | None = None

    @property
    def asked(self) -> bool:
        return bool(self.on or self.known)

    @property
    def happened_by(self) -> date | None:
        return self.on or self.known

    def query(self, *, prefix: str = "") -> str:
        """These dates as the end of an address; nothing where nothing is asked."""
        given = {"on": self.on, "known": self.known}
        asked = {prefix + name: day.isoformat() for name, day in given.items() if day}
        return f"?{urlencode(asked)}" if asked else ""


def read(asked: Mapping[str, Any], *, today: date, prefix: str = "") -> Dates:
    """``asked`` are the parameters of the address, read already as days.

    Raises BadRequest, with a sentence, for a day that has not come.
    """
    dates = Dates(on=asked.get(f"{prefix}on"), known=asked.get(f"{prefix}known"))
    for day in (dates.on, dates.known):
        if day and day > today:
            raise BadRequest(_not_come(day, today))
    return dates


def _not_come(day: date, today: date) -> str:
    return _("The address asks for %(day)s, a day that has not come: today is %(today)s.") % {
        "day": cldr.day(day),
        "today": cldr.day(today),
    }
