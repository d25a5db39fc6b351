"""How many affiliates stand where, by their newest assessment; and how many show theirs to nobody here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery

from thriving.movement.models import Affiliate, AffiliateReach
from thriving.movement.queries.groups import in_region
from thriving.programs.capacity import catalog
from thriving.programs.capacity.models import Assessment, Level, Standing
from thriving.programs.capacity.queries.assessments import assessments_for
from thriving.programs.capacity.states import TOLD


@dataclass(frozen=True)
class Spread:
    """How many of the affiliates that a reader may read stand at each level of one capacity."""

    capacity: catalog.Capacity
    group: catalog.Group
    counts: Mapping[int, int]

    @property
    def assessed(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Report:
    spreads: list[Spread]
    affiliates: int  # whose newest assessment is in it
    hidden: int | None  # that were assessed, and show it to others than the reader; of all regions alone


def report_for(reader: Any, *, group: str = "", region: str = "") -> Report:
    newest = _newest(region)
    readable = assessments_for(reader).filter(pk__in=newest.values("pk"))
    counted: dict[str, dict[int, int]] = defaultdict(dict)
    for version, capacity, level, affiliates in _counted(readable):
        today = catalog.replaced_by(capacity, version, catalog.newest().version)
        counted[today][level] = counted[today].get(level, 0) + affiliates
    shown = readable.count()
    # A region may have a single affiliate: to count it there would tell what it does not show.
    hidden = None if region else newest.count() - shown
    return Report(_spreads(group, counted), shown, hidden)


def _newest(region: str) -> QuerySet[Assessment]:
    """Of each affiliate, what it handed in last."""
    told = Assessment.objects.filter(state__in=TOLD)
    last = told.filter(affiliate=OuterRef("affiliate")).order_by("-handed_in_on", "-pk").values("pk")[:1]
    found = told.filter(pk=Subquery(last))
    if region:
        there = AffiliateReach.objects.filter(in_region(region)).values("affiliate")
        found = found.filter(affiliate__in=Affiliate.objects.filter(pk__in=there))
    return found


def _counted(readable: QuerySet[Assessment]) -> Any:
    levels = Level.objects.filter(assessment__in=readable.values("pk")).exclude(level=None)
    told = ("assessment__version", "capacity", "level")
    return levels.order_by().values(*told).annotate(affiliates=Count("pk")).values_list(*told, "affiliates")


def _spreads(group: str, counted: Mapping[str, Mapping[int, int]]) -> list[Spread]:
    groups = [each for each in catalog.newest().groups if not group or each.key == group]
    return [
        Spread(each, within, {level: counted.get(each.key, {}).get(level, 0) for level in Standing})
        for within in groups
        for each in within.capacities
    ]
