"""What a series says, as a sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
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
    return _("%(what)s.") % {"what": _("; ").join(parts)}


def writer(unit: str) -> Callable[[Any], str]:
    """How figures of ``unit`` are written: "number", or "percent" for shares between 0 and 1."""
    return cldr.percent if unit == "percent" else cldr.number


class _Told:
    """The parts of the sentence about the figures that are known."""

    def __init__(self, known: Sequence[tuple[date, float]], write: Callable[[Any], str]) -> None:
        self.known = known
        self.write = write
        months = {(on.year, on.month) for on, _value in known}
        self.when = cldr.month if len(months) == len(known) else cldr.day

    def course(self) -> str:
        (first_on, first), (last_on, last) = self.known[0], self.known[-1]
        said = {
            "first": self.write(first),
            "start": self.when(first_on),
            "last": self.write(last),
            "end": self.when(last_on),
        }
        return self._sentence(first, last) % said

    def _sentence(self, first: float, last: float) -> str:
        if len(self.known) == 1:
            return _("%(first)s in %(start)s")
        if last > first:
            return _("Rose from %(first)s in %(start)s to %(last)s in %(end)s")
        if last < first:
            return _("Fell from %(first)s in %(start)s to %(last)s in %(end)s")
        if len({value for _on, value in self.known}) == 1:
            return _("Stayed at %(first)s from %(start)s to %(end)s")
        return _("Was %(first)s in %(start)s and again in %(end)s")

    def details(self) -> list[str]:
        if len(self.known) < _ENOUGH:
            return []
        return [said for said in (self._extreme(), self._steepest()) if said]

    def _extreme(self) -> str:
        """The peak or the trough that the ends do not show."""
        first, last = self.known[0][1], self.known[-1][1]
        high_on, high = max(self.known, key=lambda each: each[1])
        low_on, low = min(self.known, key=lambda each: each[1])
        if high > max(first, last):
            return _("highest in %(when)s: %(value)s") % {
                "when": self.when(high_on),
                "value": self.write(high),
            }
        if low < min(first, last):
            return _("lowest in %(when)s: %(value)s") % {"when": self.when(low_on), "value": self.write(low)}
        return ""

    def _steepest(self) -> str:
        """Where the largest step in the direction of the whole was, if one step is larger than all others."""
        rising = self.known[-1][1] - self.known[0][1]
        steps = sorted(
            ((after - before) * (1 if rising > 0 else -1), on)
            for (_, before), (on, after) in pairwise(self.known)
        )
        if not rising or steps[-1][0] <= steps[-2][0]:
            return ""
        return _("steepest in %(when)s") % {"when": self.when(steps[-1][1])}
