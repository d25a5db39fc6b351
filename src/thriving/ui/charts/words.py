"""What a series says, as a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial, reduce
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thriving.ui import cldr
from thriving.ui.charts.series import Dated, plain

_ENOUGH = 3  # points, before one can speak of a steepest step or a peak


def describe(
    points: Sequence[Dated],
    unit: str = "number",
    brief: bool = False,  # noqa: FBT001, FBT002 -- templates name it
) -> str:
    """One sentence, such as "Rose from 3 in July 2019 to 88 in June 2020; steepest in March 2020"."""
    known = [(point.on, value) for point in points if (value := plain(point.value)) is not None]
    if not known:
        return _("No figures yet.")
    told = _Told(known, writer(unit))
    if brief:
        return _("%(what)s.") % {"what": told.course()}
    missing = len(points) - len(known)
    parts = [told.course(), *told.details()]
    if missing:
        parts.append(
            ngettext("%(count)s without a figure", "%(count)s without figures", missing)
            % {"count": cldr.number(missing)}
        )
    return _("%(what)s.") % {"what": reduce(_and_then, parts)}


def _and_then(before: str, after: str) -> str:
    return _("%(before)s; %(after)s") % {"before": before, "after": after}


def writer(unit: str) -> Callable[[Any], str]:
    """How figures of ``unit`` are written: "number", or "percent" for shares between 0 and 1."""
    return partial(cldr.percent, decimals=None) if unit == "percent" else cldr.number


class _Told:
    """The parts of the sentence about the figures that are known."""

    def __init__(self, known: Sequence[tuple[date, float]], write: Callable[[Any], str]) -> None:
        self.known = known
        self.write = write
        self.monthly = len({(on.year, on.month) for on, _value in known}) == len(known)

    def when(self, on: date) -> str:
        """For the middle of a sentence: "in July 2019", or "on 15 July 2019" where months repeat."""
        return (_("in %(month)s") if self.monthly else _("on %(day)s")) % {
            "month": self.bare(on),
            "day": self.bare(on),
        }

    def bare(self, on: date) -> str:
        return cldr.month(on) if self.monthly else cldr.day(on)

    def course(self) -> str:
        (first_on, first), (last_on, last) = self.known[0], self.known[-1]
        return self._sentence(first, last) % {
            "first": self.write(first),
            "start": self.when(first_on),
            "last": self.write(last),
            "end": self.when(last_on),
            "since": self.bare(first_on),
            "until": self.bare(last_on),
        }

    def _sentence(self, first: float, last: float) -> str:
        if len(self.known) == 1:
            return _("%(first)s %(start)s")
        if last > first:
            return _("Rose from %(first)s %(start)s to %(last)s %(end)s")
        if last < first:
            return _("Fell from %(first)s %(start)s to %(last)s %(end)s")
        if len({value for _on, value in self.known}) == 1:
            return _("Stayed at %(first)s from %(since)s to %(until)s")
        return _("Was %(first)s %(start)s and again %(end)s")

    def details(self) -> list[str]:
        if len(self.known) < _ENOUGH:
            return []
        return [said for said in (self._extreme(), self._steepest()) if said]

    def _extreme(self) -> str:
        """The peak or the trough that the ends do not show."""
        first, last = self.known[0][1], self.known[-1][1]
        high_on, high = max(self.known, key=_value)
        low_on, low = min(self.known, key=_value)
        if high > max(first, last):
            return _("highest %(when)s: %(value)s") % {"when": self.when(high_on), "value": self.write(high)}
        if low < min(first, last):
            return _("lowest %(when)s: %(value)s") % {"when": self.when(low_on), "value": self.write(low)}
        return ""

    def _steepest(self) -> str:
        """Where the largest step in the direction of the whole was, if one step is larger than all others."""
        rising = self.known[-1][1] - self.known[0][1]
        way = 1 if rising > 0 else -1
        steps = sorted(((after - before) * way, on) for (_, before), (on, after) in pairwise(self.known))
        if not rising or steps[-1][0] <= steps[-2][0]:
            return ""
        return _("steepest %(when)s") % {"when": self.when(steps[-1][1])}


def _value(known: tuple[date, float]) -> float:
    return known[1]
