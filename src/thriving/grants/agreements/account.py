"""The four amounts of an agreement: granted, planned, sent, returned. Nothing else changes them.

Whoever calls holds the agreement's row. The database refuses what is out of order; here it gets a sentence.
"""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _

from thriving.grants.agreements.models import Agreement
from thriving.kernel import turn
from thriving.kernel.money import Money, MoneyRefused
from thriving.movement.actions import Refused
from thriving.ui import cldr


def hold(agreement: Agreement) -> None:
    """As it is now, with nobody else writing in it: the reader may have opened it long ago."""
    turn.take()
    agreement.refresh_from_db(from_queryset=Agreement.objects.select_for_update())
    agreement.__dict__.pop("_prefetched_objects_cache", None)


def grant(agreement: Agreement, award: Money) -> None:
    _require_currency(agreement, award)
    if award.amount < agreement.planned:
        raise Refused(
            _("Payments of %(planned)s are planned already: cancel some of them before less is granted.")
            % {"planned": cldr.money(agreement.money("planned"))}
        )
    _write(agreement, award=award.amount)


def plan(agreement: Agreement, more: Money) -> None:
    _require_currency(agreement, more)
    if not more:
        raise Refused(_("A payment is of more than nothing."))
    left = agreement.money("award") - agreement.money("planned")
    if left < more:
        raise Refused(
            _("Only %(left)s of the grant is not planned yet: %(more)s is more than that.")
            % {"left": cldr.money(left), "more": cldr.money(more)}
        )
    _write(agreement, planned=agreement.planned + more.amount)


def unplan(agreement: Agreement, less: Money) -> None:
    """A payment will not be made: what was planned for it is free again."""
    _require_currency(agreement, less)
    _write(agreement, planned=agreement.planned - less.amount)


def send(agreement: Agreement, amount: Money) -> None:
    _require_currency(agreement, amount)
    if agreement.money("planned") < agreement.money("sent") + amount:
        raise Refused(_("This would be more than was planned in all."))
    _write(agreement, sent=agreement.sent + amount.amount)


def unsend(agreement: Agreement, amount: Money) -> None:
    """It failed: it never arrived, and is still ours."""
    _require_currency(agreement, amount)
    _write(agreement, sent=agreement.sent - amount.amount)


def take_back(agreement: Agreement, amount: Money) -> None:
    _require_currency(agreement, amount)
    if agreement.money("sent") < agreement.money("returned") + amount:
        raise Refused(_("More cannot come back than was sent."))
    _write(agreement, returned=agreement.returned + amount.amount)


def ask_back(agreement: Agreement, amount: Money) -> None:
    _require_currency(agreement, amount)
    if agreement.money("sent") < amount:
        raise Refused(_("More cannot be asked back than was sent."))
    _write(agreement, to_return=amount.amount)


def _write(agreement: Agreement, **amounts: Decimal) -> None:
    for name, amount in amounts.items():
        setattr(agreement, name, amount)
    agreement.save(update_fields=list(amounts))


def _require_currency(agreement: Agreement, amount: Money) -> None:
    if amount.currency != agreement.currency:
        raise MoneyRefused(
            _("This agreement is in %(currency)s: an amount in %(other)s cannot be part of it.")
            % {"currency": agreement.currency, "other": amount.currency}
        )
