"""Payments that passed their checks and would not pass them now: what they pay for is not as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db.models import Exists, OuterRef, Q

from thriving.grants.payments.models import Disbursement, Hold
from thriving.grants.payments.states import PASSED
from thriving.kernel.access import NOTHING
from thriving.kernel.registry import Registry

# Each a condition of payments: those that it keeps back. The gate alone decides; this is for lists, which
# cannot ask it of each, and leave out what is kept back before they count how much they show.
keeping_back = Registry[Callable[[], Q]]("what keeps payments back")


def kept_back() -> Q:
    """Of payments: those whose state tells more than holds now."""
    found = NOTHING
    for ask in keeping_back.values():
        found |= ask()
    return Q(state__in=PASSED) & found


def held_back(payments: Iterable[Disbursement]) -> frozenset[int]:
    """The numbers of those that are kept back, by one query."""
    passed = [each.pk for each in payments if each.state in PASSED]
    if not passed:
        return frozenset()
    return frozenset(Disbursement.objects.filter(kept_back(), pk__in=passed).values_list("pk", flat=True))


def _are_held() -> Q:
    return Q(Exists(Hold.objects.filter(disbursement=OuterRef("pk"), lifted_at=None)))


keeping_back.add("holds", _are_held)
