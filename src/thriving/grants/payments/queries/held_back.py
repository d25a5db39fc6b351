"""Payments that passed their checks and would not pass them now: what they pay for is not as it was."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from thriving.grants.payments.models import Disbursement
from thriving.grants.payments.states import PASSED
from thriving.kernel.registry import Registry

# Of many payments at once, by as few queries as of one: those that what they pay for keeps back. The gate
# alone decides; this is for lists, which cannot ask it of each.
keeping_back = Registry[Callable[[Collection[Disbursement]], Iterable[int]]]("what keeps payments back")


def held_back(payments: Iterable[Disbursement]) -> frozenset[int]:
    """The numbers of those whose state tells more than holds now."""
    passed = [each for each in payments if each.state in PASSED]
    if not passed:
        return frozenset()
    return frozenset(pk for ask in keeping_back.values() for pk in ask(passed))
