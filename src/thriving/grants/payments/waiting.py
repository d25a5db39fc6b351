"""Payments that wait: for the grantee to ask, for two who approve, for finance to send and to settle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.rules import theirs
from thriving.grants.agreements.states import ACTIVE, ENDED
from thriving.grants.payments.models import Disbursement, Payee
from thriving.grants.payments.queries import held_back
from thriving.grants.payments.states import APPROVED, APPROVED_ONCE, CHECKED, FAILED, PLANNED, SENT
from thriving.kernel import access
from thriving.movement import work

_ASK, _APPROVE = gettext_lazy("Ask for a payment"), gettext_lazy("Approve a payment")
_SEND, _SETTLE = gettext_lazy("Send a payment"), gettext_lazy("Say what became of a payment")


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    mine = Agreement.objects.filter(theirs.on(Agreement, reader), state=ACTIVE)
    to_ask = Disbursement.objects.filter(
        tranche__agreement__in=mine.values("pk"), state__in=(PLANNED, FAILED), tranche__from_day__lte=today
    )
    yield from _items(to_ask, _ASK)
    may_approve = access.within(reader, "approve_payment", Disbursement.objects.all())
    done = Q(first_by=reader.key) | Q(requested_by=reader.key)
    yield from _items(may_approve.filter(state__in=(CHECKED, APPROVED_ONCE)).exclude(done), _APPROVE)
    for rule, state, title in (("send_payment", APPROVED, _SEND), ("settle_payment", SENT, _SETTLE)):
        yield from _items(access.within(reader, rule, Disbursement.objects.filter(state=state)), title)
    yield from _accounts(reader, mine)


def _items(found: QuerySet[Disbursement], title: Any) -> Iterator[work.Item]:
    kind = str(title)
    told = found.select_related("tranche__agreement__proposal").order_by("changed_at", "pk")
    listed = list(work.first(told))
    lapsed = held_back(listed)  # nobody acts on these now: what is missing waits for whoever can mend it
    for each in (one for one in listed if one.pk not in lapsed):
        yield work.Item(
            title=_("%(what)s: “%(title)s”, payment %(number)s")
            % {"what": title, "title": each.agreement.proposal, "number": each.tranche.number},
            address=reverse("payments:payment", args=[each.pk]),
            due=None,
            since=each.changed_at.date(),
            kind=kind,
            sample=each.agreement.sample,
        )


def _accounts(reader: Any, mine: QuerySet[Agreement]) -> Iterator[work.Item]:
    for each in work.first(mine.filter(payees=None).select_related("proposal").order_by("changed_on", "pk")):
        yield _account(each, _("Name the account for “%(title)s”"), "payments:account", each.key)
    unconfirmed = Payee.objects.filter(confirmed_at=None).exclude(agreement__state__in=ENDED)
    newer = Payee.objects.filter(agreement=OuterRef("agreement"), number__gt=OuterRef("number"))
    found = access.within(reader, "confirm_account", unconfirmed.filter(~Exists(newer)))
    for payee in work.first(found.select_related("agreement__proposal").order_by("stated_at", "pk")):
        title = _("Confirm the account for “%(title)s”")
        yield _account(payee.agreement, title, "payments:confirm_account", payee.key)


def _account(agreement: Agreement, title: str, page: str, key: str) -> work.Item:
    return work.Item(
        title=title % {"title": agreement.proposal},
        address=reverse(page, args=[key]),
        due=None,
        kind=_("See to the account of a grant"),
        sample=agreement.sample,
    )


work.declare("payments", gettext_lazy("Payments of grants"), waiting, lists=("grants",))
