"""How many pages were worked on at events: which, is read by those alone who run it.

The title of a page and the day of an event lead, by the page's history, to whoever came and edited it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from thriving.kernel.words import Words
from thriving.programs.campaigns.models import Campaign, FromList, Piece
from thriving.programs.campaigns.queries.kit import Holder
from thriving.programs.campaigns.queries.results import least_told
from thriving.programs.events.coarse import coarse
from thriving.programs.events.models import Contribution, Entrance, Stated


@dataclass(frozen=True)
class WorkedOn:
    title: Words
    at_least: int


def worked_on(holder: Holder, worklists: Sequence[Piece]) -> WorkedOn | None:
    """What everybody reads of the list that is inside; nothing of few pages, or of few people."""
    own = next((each for each in worklists if each.inside), None)
    if own is None:
        return None
    campaign = holder if isinstance(holder, Campaign) else holder.campaign
    brought = FromList.objects.filter(item__worklist=own, roll__event__entrance=Entrance.OPEN)
    pairs = list(brought.values_list("item", "roll__event"))
    told = _of_enough({event for _item, event in pairs}, least_told(campaign))
    at_least = coarse(len({item for item, event in pairs if event in told}))
    return WorkedOn(own.said.title, at_least) if at_least else None


def _of_enough(events: Iterable[int], least: int) -> set[int]:
    """Those where so many edited, as was measured or as the Dashboard states."""
    found: dict[int, Any] = {}
    for pk, figures in Stated.objects.filter(event__in=events).order_by("pk").values_list("event", "figures"):
        found[pk] = figures.get("editors", 0)
    measured = Contribution.objects.filter(~Q(told={}), event__in=events).values_list("event", "figures")
    for pk, figures in measured:
        found[pk] = max(found.get(pk, 0), figures.get("editors", {}).get("value") or 0)
    return {pk for pk, editors in found.items() if editors >= least}
