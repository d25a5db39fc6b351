"""Positions that wait: for whoever manages them to go a step on, and for holders to say if they are named."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.movement.queries.roles import holding
from thriving.plan.rules import LEAD
from thriving.programs.positions.models import Holding, Position
from thriving.programs.positions.queries import current_holding, current_opening, run_by
from thriving.programs.positions.states import DRAFT, LEFT, OPEN, PLANNED, PROMISED
from thriving.ui import cldr

_TITLES = {
    DRAFT: gettext_lazy("Show the description of the position “%(title)s”"),
    PLANNED: gettext_lazy("Open the position “%(title)s” for applications"),
    OPEN: gettext_lazy("Fill the position “%(title)s”, or close it"),
    PROMISED: gettext_lazy("Say whether work has begun in the position “%(title)s”"),
    LEFT: gettext_lazy("Open the position “%(title)s” again, or close it"),
}


def waiting(reader: Any, _today: date) -> Iterator[work.Item]:
    """Theirs by name, and what nobody manages any longer."""
    nobodys = Q(manager=None) | ~Q(manager__in=holding(LEAD).values("pk"))
    theirs = run_by(reader).filter(Q(manager=reader.pk) | nobodys, state__in=_TITLES)
    for each in theirs.prefetch_related("openings", "holdings"):
        yield work.Item(
            title=str(_TITLES[each.state]) % {"title": cldr.apart(each)},
            address=_address(each),
            due=_due(each),
            since=_since(each),
            kind=_("Take a position one step further"),
            sample=each.sample,
        )
    yield from _to_be_named(reader)


def _to_be_named(reader: Any) -> Iterator[work.Item]:
    """Once: who has answered, either way, is not asked again."""
    unasked = Holding.objects.filter(holder=reader.pk, named_at=None, stage=Holding.Stage.AT_WORK)
    for each in unasked.select_related("position"):
        yield work.Item(
            title=_("Say whether your name may stand at the position “%(title)s”")
            % {"title": cldr.apart(each.position)},
            address=reverse("positions:name", args=[each.position.key]),
            due=None,
            since=each.first_day,
            kind=_("Say whether your name may be shown"),
            sample=each.position.sample,
        )


def _address(position: Position) -> str:
    return reverse("positions:position", args=[position.key])


def _due(position: Position) -> date | None:
    holding = current_holding(position)
    return holding.first_day if holding and position.state == PROMISED else None


def _since(position: Position) -> date | None:
    opening = current_opening(position)
    return opening.opened_on if opening else position.described_on


work.declare("positions", gettext_lazy("Positions"), waiting)
