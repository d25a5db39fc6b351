"""Boxes, and what came of them, as their reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from thriving.kernel import access
from thriving.programs.campaigns.models import Box, BoxVersion, Campaign, Instance
from thriving.programs.campaigns.queries.campaign import campaigns_for
from thriving.programs.campaigns.queries.results import came_of
from thriving.programs.campaigns.states import JOINED


def boxes_for(reader: Any) -> QuerySet[Box]:
    return access.within(reader, "see_box", Box.objects.all())


def kept_by(person: Any) -> QuerySet[Box]:
    return access.within(person, "keep_box", Box.objects.all())


def unpublished_by(person: Any) -> list[Box]:
    """Boxes that ``person`` keeps by name, and of which more is written than their newest version says."""
    if not person.pk:
        return []
    kept = Box.objects.filter(keepers__person=person.pk).prefetch_related("pieces", "versions")
    return [each for each in kept if _says_more(each)]


def _says_more(box: Box) -> bool:
    newest = max(box.versions.all(), key=lambda version: version.number, default=None)
    pieces = {f"{each.kind}/{each.key}": each.content for each in box.pieces.all()}
    if newest is None:
        return bool(pieces)
    published = (newest.title, newest.text, newest.days, newest.pieces)
    return (box.title, box.text, box.days, pieces) != published


def with_counts(boxes: QuerySet[Box]) -> QuerySet[Any]:
    """With their newest version's number, and how many campaigns and places that are announced use them."""
    announced = Q(versions__campaigns__published_at__isnull=False)
    place = Q(versions__instances__state=JOINED, versions__instances__campaign__published_at__isnull=False)
    return boxes.annotate(
        newest=Max("versions__number"),
        campaigns_made=Count("versions__campaigns", filter=announced, distinct=True),
        places_made=Count("versions__instances", filter=place, distinct=True),
    )


def newest_versions(reader: Any) -> list[BoxVersion]:
    """Of each box that the reader sees."""
    newest = BoxVersion.objects.annotate(last=Max("box__versions__number")).filter(number=F("last"))
    return list(newest.filter(box__in=boxes_for(reader)).select_related("box"))


@dataclass(frozen=True)
class Use:
    """A campaign, or a place in one, that was made from a box, and what came of it."""

    campaign: Campaign
    place: Instance | None
    version: int
    events: int
    things: int


def uses_of(reader: Any, box: Box) -> list[Use]:
    """Those that everybody may see; six queries, however many there are."""
    seen = campaigns_for(reader).filter(published_at__isnull=False)
    campaigns = list(seen.filter(box_version__box=box).select_related("box_version"))
    joined = Instance.objects.filter(box_version__box=box, state=JOINED, campaign__in=seen)
    places = list(joined.select_related("box_version", "campaign"))
    events, things = came_of("campaign", campaigns)
    told = [
        Use(each, None, _number(each), events.get(each.pk, 0), things.get(each.pk, 0)) for each in campaigns
    ]
    events, things = came_of("instance", places)
    return [
        *told,
        *(
            Use(each.campaign, each, _number(each), events.get(each.pk, 0), things.get(each.pk, 0))
            for each in places
        ),
    ]


def _number(made: Campaign | Instance) -> int:
    return made.box_version.number if made.box_version else 0
