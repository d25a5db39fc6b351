"""Funds, rounds and rates as their reader may see them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet

from thriving.evidence.definitions import titles
from thriving.grants.funds.models import ExchangeRate, Fund, Round
from thriving.grants.funds.states import OPEN
from thriving.kernel import access
from thriving.kernel.words import Words


def funds_for(reader: Any) -> QuerySet[Fund]:
    return access.within(reader, "see_fund", Fund.objects.all())


def rounds_for(reader: Any) -> QuerySet[Round]:
    return access.within(reader, "see_grant_round", Round.objects.select_related("fund"))


def rounds_to_run(reader: Any) -> QuerySet[Round]:
    return access.within(reader, "run_grant_round", rounds_for(reader))


def rounds_open(reader: Any, day: date) -> QuerySet[Round]:
    """In which one can hand in on this day, the one that ends first before the others."""
    taking = rounds_for(reader).filter(state=OPEN, opens_on__lte=day, closes_on__gte=day)
    return taking.order_by("closes_on", "pk")


def rates_on(day: date, base: str, quote: str) -> QuerySet[ExchangeRate]:
    """By which an amount of that day can be compared, the newest first: none of a later day."""
    return ExchangeRate.objects.filter(base=base, quote=quote, on__lte=day).order_by("-on", "-pk")


def core_measures(one: Round) -> dict[str, Words]:
    """What every proposal of the round sets a target for: keys, each by what its newest version is called."""
    called = titles() if one.core_measures else {}
    return {key: called[key] for key in one.core_measures}
