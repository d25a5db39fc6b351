"""Rounds of grants in the search of the whole site, by their titles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.grants.funds.models import Round
from thriving.grants.funds.queries import rounds_for
from thriving.grants.funds.states import DRAFT
from thriving.kernel import clock
from thriving.movement import search
from thriving.movement.models import SearchReach
from thriving.movement.queries.finding import Hit, Sort, offer

GRANT_ROUND = "grant_round"


def index(one: Round) -> None:
    """Let it be found as it is now, in the transaction that changes it."""
    search.put(GRANT_ROUND, [one.key], _entries([one]))


def _entries(rounds: Iterable[Round]) -> Iterator[search.Entry]:
    for each in rounds:
        reach = SearchReach.STAFF if each.state == DRAFT else SearchReach.EVERYONE
        yield search.Entry(each.key, (*each.title.values(), each.key), reach)


def _fetch(reader: Any, keys: list[str]) -> dict[str, Hit]:
    return {each.key: _hit(each) for each in rounds_for(reader).filter(key__in=keys)}


def _hit(one: Round) -> Hit:
    about = _("One can apply now") if one.takes(clock.today()) else one.get_state_display()
    return Hit(one.key, one.title, reverse("funds:round", args=[one.key]), about, sample=one.sample)


search.entries.add(GRANT_ROUND, lambda: _entries(Round.objects.order_by("pk").iterator()))
offer(Sort(GRANT_ROUND, _("Rounds of grants"), _fetch, 70))
