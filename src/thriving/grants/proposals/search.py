"""Proposals in the search of the whole site, by their titles.

By nothing else: whoever reviews blind would find by the name of an organization what is its proposal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.queries import proposals_for
from thriving.grants.proposals.standing import public_words
from thriving.grants.proposals.states import HANDED_IN
from thriving.movement import search
from thriving.movement.models import SearchReach
from thriving.movement.queries.finding import Hit, Sort, offer

PROPOSAL = "proposal"


def index(proposals: Iterable[Proposal]) -> None:
    """Let them be found as they are now, in the transaction that changes them."""
    listed = list(proposals)
    search.put(PROPOSAL, [each.key for each in listed], _entries(listed))


def forget(keys: Iterable[str]) -> None:
    search.forget(PROPOSAL, list(keys))


def _entries(proposals: Iterable[Proposal]) -> Iterator[search.Entry]:
    """Drafts have none. What is hidden for safety, or shown later, the query of the reader keeps back."""
    for each in proposals:
        if each.state in HANDED_IN:
            reach = SearchReach.SIGNED_IN if each.hidden else SearchReach.EVERYONE
            yield search.Entry(each.key, (*each.title.values(), each.key), reach)


def _fetch(reader: Any, keys: list[str]) -> dict[str, Hit]:
    shown = list(proposals_for(reader).filter(key__in=keys))
    words = public_words(shown)
    return {each.key: _hit(each, words[each.pk]) for each in shown}


def _hit(each: Proposal, word: Any) -> Hit:
    return Hit(each.key, each.title, reverse("proposals:proposal", args=[each.key]), word, sample=each.sample)


search.entries.add(PROPOSAL, lambda: _entries(Proposal.objects.order_by("pk").iterator()))
offer(Sort(PROPOSAL, _("Proposals"), _fetch, 80))
