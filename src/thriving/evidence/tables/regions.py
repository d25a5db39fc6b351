"""What tables of people tell of one region, for its page: published figures, the same for every reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thriving.evidence.disclosure.tables import ALL
from thriving.evidence.models import TableSpecification
from thriving.evidence.tables import reading
from thriving.evidence.tables.reading import Shown
from thriving.evidence.tables.wording import title_of
from thriving.kernel import clock
from thriving.kernel.words import FALLBACK, Words
from thriving.movement.figures import Figure
from thriving.ui import cldr


def of_region(_reader: Any, scheme: str, region: str) -> Iterator[Figure]:
    """A figure for each table that tells the regions of ``scheme`` apart and has been published."""
    for shown in reading.shown_today(clock.today()):
        axis = _axis(shown.specification, scheme, region)
        if axis is not None and shown.published and shown.told:
            yield Figure(
                Words({get_language() or FALLBACK: title_of(shown.specification)}),
                _value(shown, axis, region),
                reverse("evidence:table", args=[shown.specification.key]),
            )


def _axis(table: TableSpecification, scheme: str, region: str) -> int | None:
    """Which of the table's properties has ``region`` as a category of its own, in a version of ``scheme``."""
    for axis, name in enumerate(table.dimensions):
        said = table.schemes[name]
        if said["scheme"].partition("/")[0] == scheme and region in said["categories"]:
            return axis
    return None


def _value(shown: Shown, axis: int, region: str) -> str:
    cell = tuple(region if place == axis else ALL for place in range(len(shown.specification.dimensions)))
    people = shown.published[cell] if shown.published else None
    told = _("hidden") if people is None else cldr.number(people)
    return _("%(people)s, as of %(day)s") % {"people": told, "day": _day(shown)}


def _day(shown: Shown) -> str:
    return cldr.day(shown.told.on) if shown.told else ""
