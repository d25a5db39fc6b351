"""Requests and exchanges as both sides may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from thriving.kernel import access
from thriving.programs.exchange.models import Call, Exchange, Outcome, Side
from thriving.programs.exchange.rules import acts

_BOTH = (
    "asker__person",
    "asker__affiliate",
    "asked__person",
    "asked__affiliate",
    "call",
)


def exchanges_for(reader: Any) -> QuerySet[Exchange]:
    """Newest first."""
    found = Exchange.objects.select_related(*_BOTH)
    return access.within(reader, "see_exchange", found).order_by("-pk")


def side_of(reader: Any, exchange: Exchange) -> Side:
    return sides_of(reader, [exchange])[exchange.pk]


def sides_of(reader: Any, exchanges: Collection[Exchange]) -> Mapping[int, Side]:
    """On which the reader is, by number; who acts for both is whoever was asked."""
    keys = [each.pk for each in exchanges]
    mine = Exchange.objects.filter(acts(reader, "asked__"), pk__in=keys, is_delivered=True)
    asked = set(mine.values_list("pk", flat=True))
    return {key: Side.ASKED if key in asked else Side.ASKER for key in keys}


def calls_for(reader: Any) -> QuerySet[Call]:
    found = Call.objects.select_related("party__person", "party__affiliate")
    return access.within(reader, "see_skill_call", found).order_by("-pk")


def to_answer(reader: Any) -> QuerySet[Exchange]:
    found = Exchange.objects.select_related(*_BOTH)
    return access.within(reader, "answer_exchange", found).order_by("due_on", "pk")


def outcomes_to_tell(reader: Any) -> QuerySet[Outcome]:
    """What the reader is asked of exchanges that began sixty days ago."""
    found = Outcome.objects.select_related("exchange")
    return access.within(reader, "tell_exchange", found).order_by("asked_on", "pk")
