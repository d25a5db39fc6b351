"""The moments of a position by which steps of milestones are reached: described, opened, filled."""

from __future__ import annotations

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from thriving.kernel.words import Words, in_every_language
from thriving.programs.milestones import ties
from thriving.programs.milestones.ties import Moment
from thriving.programs.positions.models import Position

TITLES = {
    "described": _("Description of the position"),
    "opened": _("Published call for applications"),
    "filled": _("Note that work begins"),
}


def record(position: Position, moment: str) -> str:
    """As milestones name it."""
    return f"positions/{position.key}/{moment}"


def told(rest: str) -> Moment | None:
    """``gender-program-manager/filled``."""
    key, _slash, moment = rest.partition("/")
    found = Position.objects.filter(key=key).first()
    if found is None or moment not in TITLES:
        return None
    return Moment(_title(moment), reverse("positions:position", args=[key]), _day(found, moment))


def _title(moment: str) -> Words:
    return in_every_language(TITLES[moment])


def _day(position: Position, moment: str) -> date | None:
    if moment == "described":
        return position.described_on
    if moment == "opened":
        return position.openings.values_list("opened_on", flat=True).first()
    return next((each.first_day for each in position.holdings.all() if each.counts), None)


ties.tellers.add("positions", told)
