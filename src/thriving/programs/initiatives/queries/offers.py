"""What is offered, as whoever looks for support is told of it: for all readers the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse

from thriving.kernel.joined import Joined
from thriving.programs.initiatives.models import Initiative, Sort, Trait
from thriving.programs.initiatives.states import PUBLISHED
from thriving.programs.matching.engine import Offer
from thriving.programs.matching.engine.said import HELD

_SPACE = Value(" ")
_PARTS = ("key", _SPACE, "changed_at", _SPACE, Coalesce(Cast("places_left", TextField()), Value("")))
_LINE = Concat(*(Cast(each, TextField()) for each in _PARTS))
Codes = Mapping[str, frozenset[str]]  # by sort


def standing(day: date) -> str:
    """A line for each that is published and has not closed by ``day``: its key, and when it was changed.

    Also what is full, or opens later: whoever looks for it is told so.
    """
    return _standing(day).aggregate(lines=Joined(_LINE, Value("\n", output_field=TextField())))["lines"] or ""


def offers(keys: Collection[str]) -> dict[str, Offer]:
    """Those of these that are published, by their keys, in two queries."""
    published = Initiative.objects.filter(state=PUBLISHED, key__in=keys)
    codes = _codes(keys)
    return {each.key: _offer(each, codes[each.pk]) for each in published.order_by()}


def _standing(day: date) -> QuerySet[Initiative]:
    not_over = Q(closes_on=None) | Q(closes_on__gte=day)
    return Initiative.objects.filter(not_over, state=PUBLISHED).order_by()


def _codes(keys: Collection[str]) -> Mapping[int, Codes]:
    found: defaultdict[int, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    published = Trait.objects.filter(initiative__state=PUBLISHED, initiative__key__in=keys)
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
