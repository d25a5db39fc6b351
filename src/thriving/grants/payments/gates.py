"""The gate `release`: everything that must hold before money leaves.

It is asked whenever somebody acts on a payment, and again inside the transaction that sends it. A package
that adds a condition adds its line to ``RELEASE`` and fills it in the same commit: unfilled, it keeps every
payment back, and start-up fails.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.agreements import sealing
from thriving.grants.agreements.gates import CLOSING
from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.queries import decided_here, decision_made_elsewhere, holding_text
from thriving.grants.agreements.states import ACTIVE
from thriving.grants.payments import separation
from thriving.grants.payments.models import Disbursement, Outcome, Sending, Tranche
from thriving.grants.payments.queries import holds_on, payee_of
from thriving.grants.payments.states import CANCELED, OVER
from thriving.kernel import clock, gate
from thriving.kernel.gate import Unmet
from thriving.kernel.registry import Registry
from thriving.ui import cldr

RELEASE = gate.declare(
    gate.Gate(
        "release a payment",
        {
            "agreement": gettext_lazy("The agreement is in force, and is the one that was signed"),
            "requirements": gettext_lazy("What was agreed for this payment is there"),
            "decision": gettext_lazy("It is known how the grant was decided"),
            "works": gettext_lazy("It is known what it pays for"),
            "account": gettext_lazy("The account is confirmed"),
            "holds": gettext_lazy("Nobody holds the payment"),
            "award": gettext_lazy("It is within what was granted"),
            "people": gettext_lazy("Those who asked for it and approved it may still do so"),
            "event": gettext_lazy("The events that it pays for passed their risk protocol"),
            "reports": gettext_lazy("No report is overdue"),
        },
    )
)

# Run in the sending transaction before anything else is locked: who fills a condition from rows that others
# may change meanwhile locks them here.
holding = Registry[Callable[[Disbursement], None]]("rows to lock while a payment is sent")

# Codes of holds on what a payment pays for, made by `models.hold.new_code`: nobody tells them from our own.
more_holds = Registry[Callable[[Disbursement], Iterable[str]]]("holds on what payments pay for")

OFFICER, FINANCE, GRANTEE, SECOND = (
    gettext_lazy("the grants officer"),
    gettext_lazy("finance"),
    gettext_lazy("the grantee"),
    gettext_lazy("a second officer, or finance"),
)


def agreement_is_in_force(disbursement: Disbursement) -> bool | list[Unmet]:
    agreement = disbursement.agreement
    if agreement.state != ACTIVE:
        told = _("The agreement is not in force: its state is “%(state)s”.")
        return [Unmet(told % {"state": agreement.get_state_display()}, OFFICER, _agreement_page(agreement))]
    text = holding_text(agreement)
    if text is None or sealing.troubles(text):
        return [Unmet(_("The agreement is no longer the text that both sides signed."), OFFICER)]
    return True


def requirements_are_met(disbursement: Disbursement) -> bool | list[Unmet]:
    return list(_missing(disbursement)) or True


def account_is_confirmed(disbursement: Disbursement) -> bool | list[Unmet]:
    payee, page = payee_of(disbursement.agreement), _page(disbursement)
    if payee is None:
        return [Unmet(_("No account was named to which it is paid."), GRANTEE, f"{page}#account")]
    if payee.confirmed_at is None:
        return [Unmet(_("The account has not been confirmed with the grantee."), FINANCE, f"{page}#account")]
    if separation.accounts_of_key(payee.confirmed_by or "") & separation.judges(disbursement):
        told = _("Whoever confirmed the account judged the risk of what is paid for: it is named anew.")
        return [Unmet(told, GRANTEE, f"{page}#account")]
    return True


def it_was_decided(disbursement: Disbursement) -> bool | list[Unmet]:
    """By the committee of its round; or elsewhere, and two people have the document that says so."""
    agreement = disbursement.agreement
    if decided_here(agreement):
        return True
    told, page = decision_made_elsewhere(agreement), f"{_agreement_page(agreement)}#decision"
    if told is None:
        wanted = _("This grant was not decided here. Its officer tells by which document it was decided.")
        return [Unmet(wanted, OFFICER, page)]
    if told.confirmed_at is None:
        wanted = _("A second person has not confirmed the document by which this grant was decided.")
        return [Unmet(wanted, SECOND, page)]
    award = agreement.proposal.award
    if award is None or told.money != award or award.amount < agreement.award:
        return [Unmet(_("The document by which it was decided is about another amount."), OFFICER, page)]
    return True


def it_is_known_what_it_pays_for(disbursement: Disbursement) -> bool | list[Unmet]:
    """Events and the like; or two people, neither of whom asked for it, say that there are none."""
    agreement = disbursement.agreement
    page = f"{_agreement_page(agreement)}#works"
    if agreement.works.exists():
        return True
    if not agreement.no_works:
        return [Unmet(_("Nobody has said what this grant pays for."), OFFICER, page)]
    if not agreement.no_works_agreed_by:
        wanted = _("A second person has not agreed that this grant pays for no event.")
        return [Unmet(wanted, SECOND, page)]
    if agreement.no_works_agreed_by in separation.accounts_of_key(disbursement.requested_by):
        told = _(
            "Whoever agreed that it pays for no event asked for this payment: somebody else asks for it."
        )
        return [Unmet(told, GRANTEE, _page(disbursement))]
    return True


def those_who_acted_still_may(disbursement: Disbursement) -> bool | list[Unmet]:
    """Names nobody, and no reason: that somebody has a conflict is for them to tell."""
    page = _page(disbursement)
    told = _("Approval %(number)s is by somebody who may not give it any more: it is asked for again.")
    found = [
        Unmet(told % {"number": each.position}, FINANCE, page) for each in separation.lapsed(disbursement)
    ]
    if separation.accounts_of_key(disbursement.requested_by) & separation.judges(disbursement):
        wanted = _("Whoever asked for it judged the risk of what is paid for: somebody else asks for it.")
        found.append(Unmet(wanted, GRANTEE, page))
    return found or True


def nobody_holds_it(disbursement: Disbursement) -> bool | list[Unmet]:
    # One sentence for every hold: neither its words nor whose it is tell holds apart.
    told = _("This payment is held. Whoever asks about it names the code %(code)s.")
    return [Unmet(told % {"code": code}) for code in codes_of(disbursement)] or True


def codes_of(disbursement: Disbursement) -> list[str]:
    """Of all that hold it, in an order that says nothing either."""
    others = [code for ask in more_holds.values() for code in ask(disbursement)]
    return sorted([*(each.code for each in holds_on(disbursement)), *others])


def it_is_within_the_award(disbursement: Disbursement) -> bool | list[Unmet]:
    """Counted anew from the rows, whatever the account of the agreement says."""
    agreement = disbursement.agreement
    planned = _sum(Tranche.objects.filter(agreement=agreement).exclude(payment__state=CANCELED))
    left = Sending.objects.filter(disbursement__tranche__agreement=agreement)
    sent = _sum(left.exclude(outcome=Outcome.FAILED))
    would_be_sent = sent + disbursement.tranche.amount
    if (
        planned == agreement.planned <= agreement.award
        and sent == agreement.sent
        and would_be_sent <= planned
    ):
        return True
    return [
        Unmet(
            _("The amounts of this agreement do not add up: nothing leaves until somebody has looked."),
            FINANCE,
        )
    ]


def nothing_is_open(agreement: Agreement) -> bool | list[Unmet]:
    """Of a grant that is to be closed."""
    going = Disbursement.objects.filter(tranche__agreement=agreement).exclude(state__in=OVER)
    found = [
        Unmet(_("Payment %(number)s is still open.") % {"number": each.tranche.number}, FINANCE, _page(each))
        for each in going.select_related("tranche").order_by("tranche__number")
    ]
    if agreement.to_return is not None and agreement.returned < agreement.to_return:
        missing = agreement.money("to_return") - agreement.money("returned")
        told = _("%(amount)s of what was asked back has not come back.")
        found.append(Unmet(told % {"amount": cldr.money(missing)}, GRANTEE))
    return found or True


for _name, _check in (
    ("agreement", agreement_is_in_force),
    ("requirements", requirements_are_met),
    ("decision", it_was_decided),
    ("works", it_is_known_what_it_pays_for),
    ("account", account_is_confirmed),
    ("holds", nobody_holds_it),
    ("award", it_is_within_the_award),
    ("people", those_who_acted_still_may),
):
    RELEASE.fill(_name, _check)
CLOSING.fill("payments", nothing_is_open)


def _missing(disbursement: Disbursement) -> Iterator[Unmet]:
    tranche, page = disbursement.tranche, _page(disbursement)
    if clock.today() < tranche.from_day:
        told = _("It is paid from %(day)s on.")
        yield Unmet(told % {"day": cldr.day(tranche.from_day)})
    for each in tranche.requirements.filter(met_at=None):
        told = _("“%(requirement)s” is not there, or the officer has not said that it is.")
        yield Unmet(told % {"requirement": each.words}, GRANTEE, f"{page}#requirements")


def _sum(rows: object) -> Decimal:
    total = rows.aggregate(total=Sum("amount"))["total"]  # type: ignore[attr-defined] # a queryset of either table
    return Decimal(total or 0)


def _page(disbursement: Disbursement) -> str:
    return reverse("payments:payment", args=[disbursement.pk])


def _agreement_page(agreement: Agreement) -> str:
    return reverse("agreements:agreement", args=[agreement.key])
