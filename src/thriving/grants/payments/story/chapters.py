"""What other packages add to the story of a payment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from thriving.grants.agreements.models import Agreement
from thriving.kernel.registry import Registry

Verbs = Mapping[str, object]  # by the verb of an entry, what the page says of it, lazily translated


@dataclass(frozen=True)
class Chapter:
    """``entries``: those of the diary that belong to a grant. ``verbs``: in words, by sort of record.

    An auditor reads them with whoever acted and why, so that no chapter has entries that give away who
    holds a payment, who is in danger, or who may be.
    """

    entries: Callable[[Agreement], Q]
    verbs: Mapping[str, Verbs]


chapters = Registry[Chapter]("chapter of the story of a payment")
