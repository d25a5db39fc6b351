"""What is offered, as whoever looks for support is told of it: for all readers the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping
from datetime import date

from django.db.models import Count, Max, Q, QuerySet, Sum
from django.urls import reverse

from thriving.programs.initiatives.models import Initiative, Sort, Trait
from thriving.programs.initiatives.states import PUBLISHED
from thriving.programs.matching.engine import Offer
from thriving.programs.matching.engine.said import HELD

Codes = Mapping[str, frozenset[str]]  # by sort


def open_on(day: date) -> list[Offer]:
    """Everything published that has not closed by ``day``, in two queries.

    Also what is full, or opens later: whoever looks for it is told so.
    """
    codes = _codes()
    return [_offer(each, codes[each.pk]) for each in _standing(day)]


def edition() -> Hashable:
    """Another one whenever anything of what is offered has changed."""
    published = Initiative.objects.filter(state=PUBLISHED)
    counted = published.aggregate(count=Count("pk"), last=Max("changed_at"), left=Sum("places_left"))
    return tuple(counted.values())


def _standing(day: date) -> QuerySet[Initiative]:
    not_over = Q(closes_on=None) | Q(closes_on__gte=day)
    return Initiative.objects.filter(not_over, state=PUBLISHED)


def _codes() -> Mapping[int, Codes]:
    found: defaultdict[int, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    published = Trait.objects.filter(initiative__state=PUBLISHED)
    for pk, sort, code in published.values_list("initiative_id", "sort", "code"):
        found[pk][sort].add(code)
    frozen = {pk: {sort: frozenset(mine) for sort, mine in sorts.items()} for pk, sorts in found.items()}
    return defaultdict(dict, frozen)


def _offer(initiative: Initiative, codes: Codes) -> Offer:
    nothing: frozenset[str] = frozenset()
    return Offer(
        key=f"initiatives:{initiative.key}",
        title=initiative.title,
        address=reverse("initiatives:initiative", args=[initiative.key]),
        source="initiatives",
        topics=codes.get(Sort.TOPIC, nothing),
        gives=codes.get(Sort.GIVES, nothing),
        languages=dict.fromkeys(codes.get(Sort.LANGUAGE, nothing), HELD),
        countries=codes.get(Sort.COUNTRY, nothing),
        regions=codes.get(Sort.REGION, nothing),
        stages=codes.get(Sort.STAGE, nothing),
        audiences=codes.get(Sort.AUDIENCE, nothing),
        opens_on=initiative.opens_on,
        closes_on=initiative.closes_on,
        places_left=initiative.places_left,
        hours=initiative.hours,
        pace=initiative.pace,
        confirmed_on=initiative.changed_at.date(),
        sample=initiative.sample,
    )
