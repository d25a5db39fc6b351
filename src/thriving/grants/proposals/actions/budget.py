"""The budget of a draft: lines of one currency, kept all at once or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.grants.funds.models import ExchangeRate
from thriving.grants.funds.queries import rates_on
from thriving.grants.proposals.actions.drafting import keep, open_draft
from thriving.grants.proposals.models import BudgetLine, Category, PaidBy, Proposal
from thriving.kernel import clock
from thriving.kernel.money import Money, total
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.movement.spelling import line

MOST_LINES, LONGEST_TITLE, LONGEST_NOTE = 60, 200, 300


@dataclass(frozen=True)
class LineSaid:
    title: str
    category: str
    amount: Money
    paid_by: str = PaidBy.GRANT
    note: str = ""


@transaction.atomic
def budget(
    proposal: Proposal, currency: str, lines: Sequence[LineSaid], *, revision: int, by: Person
) -> None:
    """Have the budget hold exactly these lines; one amount of another currency, and nothing is kept."""
    open_draft(proposal, revision, by)
    total((each.amount for each in lines), currency)
    for at, each in enumerate(lines, start=1):
        _require_line(at, each)
    if len(lines) > MOST_LINES:
        raise Refused(_("A budget has at most %(count)d lines.") % {"count": MOST_LINES})
    proposal.lines.all().delete()
    BudgetLine.objects.bulk_create(_row(proposal, at, each) for at, each in enumerate(lines, start=1))
    proposal.currency = currency
    keep(proposal, "reckoned", by)


def _require_line(at: int, said: LineSaid) -> None:
    if not line(said.title):
        raise Refused(_("Line %(number)d: say what it is for.") % {"number": at})
    if not said.amount:
        raise Refused(_("Line %(number)d: the amount is above zero.") % {"number": at})
    if said.category not in Category.values or said.paid_by not in PaidBy.values:
        raise Refused(_("Line %(number)d: choose a category, and who pays.") % {"number": at})


def _row(proposal: Proposal, at: int, said: LineSaid) -> BudgetLine:
    return BudgetLine(
        proposal=proposal,
        position=at,
        title=line(said.title)[:LONGEST_TITLE],
        category=said.category,
        amount=said.amount.amount,
        paid_by=said.paid_by,
        note=line(said.note)[:LONGEST_NOTE],
    )


@dataclass(frozen=True)
class Requested:
    """What the grant is to pay, in the currency of the budget, and in that of the round by a dated rate."""

    amount: Money
    rate: ExchangeRate | None
    compared: Money


def requested(proposal: Proposal) -> Requested | None:
    """As it stands today; nothing where no rate between the two currencies is known."""
    lines = proposal.lines.filter(paid_by=PaidBy.GRANT)
    amount = total((proposal.money(each.amount) for each in lines), proposal.currency)
    wanted = proposal.round.currency
    if wanted == proposal.currency:
        return Requested(amount, None, amount)
    rate = rates_on(clock.today(), proposal.currency, wanted).first()
    return Requested(amount, rate, rate.convert(amount)) if rate else None
