"""What a round has given and what is left of its budget, in its own currency, by its proposals' rates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, Sum

from thriving.grants.funds.models import ExchangeRate, Round
from thriving.grants.proposals.models import Proposal
from thriving.grants.proposals.states import GRANTED
from thriving.kernel.money import Money, total
from thriving.kernel.registry import Registry

# Those that ended before anything was paid: filled by packages that know what became of a grant.
given_up = Registry[Callable[[], Q]]("grants whose money is their round's again")


@dataclass(frozen=True)
class Budget:
    """``left`` is nothing where more was given than the round has: grants taken over may add up so."""

    whole: Money
    given: Money

    @property
    def left(self) -> Money:
        return self.whole - self.given if self.given < self.whole else Money(Decimal(0), self.whole.currency)


def budget_of(round_: Round) -> Budget:
    """Whoever relies on it has taken the turn: another decision of the round may be written right now."""
    return Budget(round_.whole, total(_given(round_), round_.currency))


def in_the_round(proposal: Proposal, amount: Money) -> Money:
    """In the currency of its round, by the rate of the day on which the proposal was handed in."""
    return _converted(amount, proposal.rate)


def _given(round_: Round) -> list[Money]:
    """One sum for each rate, so that the number of grants costs no queries."""
    found = Proposal.objects.filter(round=round_, state__in=GRANTED)
    for gave_up in given_up.values():
        found = found.exclude(gave_up())
    sums = list(found.order_by().values_list("currency", "rate").annotate(Sum("awarded")))
    rates = ExchangeRate.objects.in_bulk([rate for _currency, rate, _sum in sums if rate])
    return [_converted(Money(sum_, currency), rates.get(rate)) for currency, rate, sum_ in sums]


def _converted(amount: Money, rate: ExchangeRate | None) -> Money:
    return rate.convert(amount) if rate and rate.base == amount.currency else amount
