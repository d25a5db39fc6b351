"""Payments that wait: for an officer to plan, the grantee to ask, two who approve, finance to send."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.query import EmptyQuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.grants.agreements.models import Agreement
from thriving.grants.agreements.rules import theirs
from thriving.grants.agreements.states import ACTIVE, ENDED
from thriving.grants.payments.models import Disbursement, Payee, Requirement
from thriving.grants.payments.queries import kept_back
from thriving.grants.payments.states import (
    APPROVED,
    APPROVED_ONCE,
    CHECKED,
    FAILED,
    OVER,
    PLANNED,
    REQUESTED,
    SENT,
)
from thriving.kernel import access
from thriving.movement import work
from thriving.ui import cldr

_ASK, _APPROVE = gettext_lazy("Ask for a payment"), gettext_lazy("Approve a payment")
_SEND, _SETTLE = gettext_lazy("Send a payment"), gettext_lazy("Say what became of a payment")
_MEET = gettext_lazy("Say whether what was agreed for a payment is there")
_ACCOUNT = gettext_lazy("See to the account of a grant")
_PLAN = gettext_lazy("Plan the payments of “%(title)s”"), gettext_lazy("Plan the payments of a grant")
GRANTEE, OFFICER = gettext_lazy("on the grantee’s side"), gettext_lazy("as grants officer")
FINANCE, APPROVER = gettext_lazy("in finance"), gettext_lazy("as one of two who approve it")
# Its days are over, and no payment is open any longer.
_END = gettext_lazy("Begin to close “%(title)s”"), gettext_lazy("Bring a grant to its end")


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    mine = Agreement.objects.filter(theirs.on(Agreement, reader), state=ACTIVE)
    to_ask = Disbursement.objects.filter(
        tranche__agreement__in=mine.values("pk"), state__in=(PLANNED, FAILED), tranche__from_day__lte=today
    )
    yield from _items(to_ask, _ASK, GRANTEE)
    may_approve = access.within(reader, "approve_payment", Disbursement.objects.all())
    done = Q(first_by=reader.key) | Q(requested_by=reader.key)
    to_approve = may_approve.filter(state__in=(CHECKED, APPROVED_ONCE)).exclude(done)
    yield from _items(_as_passed(to_approve), _APPROVE, APPROVER)
    to_send = access.within(reader, "send_payment", Disbursement.objects.filter(state=APPROVED))
    yield from _items(_as_passed(to_send), _SEND, FINANCE)
    sent = access.within(reader, "settle_payment", Disbursement.objects.filter(state=SENT))
    yield from _items(sent, _SETTLE, FINANCE)
    yield from _accounts(reader, mine)
    yield from _of_officer(reader, today)


def _of_officer(reader: Any, today: date) -> Iterator[work.Item]:
    unmet = Exists(Requirement.objects.filter(tranche=OuterRef("tranche"), met_at=None))
    run = access.within(reader, "run_agreement", Agreement.objects.filter(pk=OuterRef("tranche__agreement")))
    yield from _items(Disbursement.objects.filter(Exists(run), unmet, state=REQUESTED), _MEET, OFFICER)
    going = Exists(Disbursement.objects.filter(tranche__agreement=OuterRef("pk")).exclude(state__in=OVER))
    theirs_to_run = Agreement.objects.filter(Q(officer=reader.pk) | Q(officer=None), state=ACTIVE)
    active = access.within(reader, "run_agreement", theirs_to_run).select_related("proposal")
    for found, title, kind, page in (
        (active.filter(planned=0, ends_on__gte=today), *_PLAN, "payments:plan"),
        (active.filter(~going, ends_on__lt=today), *_END, "agreements:agreement"),
    ):
        for each in work.first(found.order_by("changed_on", "pk")):
            yield _of(each, str(title), reverse(page, args=[each.key]), str(kind), OFFICER)


def _as_passed(found: QuerySet[Disbursement]) -> QuerySet[Disbursement]:
    """Without what is kept back, on which nobody acts now: what is missing waits for whoever can mend it."""
    # It is dear to ask, and of payments in other states it says nothing.
    return found if isinstance(found, EmptyQuerySet) else found.exclude(kept_back())


def _items(found: QuerySet[Disbursement], title: Promise, whose: Promise) -> Iterator[work.Item]:
    kind = str(title)
    told = found.select_related("tranche__agreement__proposal")
    for each in work.first(told.order_by("changed_at", "pk")):
        yield work.Item(
            title=_("%(what)s: “%(title)s”, payment %(number)s")
            % {"what": title, "title": cldr.apart(each.agreement.proposal), "number": each.tranche.number},
            address=reverse("payments:payment", args=[each.pk]),
            due=None,
            since=each.changed_at.date(),
            kind=kind,
            whose=str(whose),
            sample=each.agreement.sample,
        )


def _accounts(reader: Any, mine: QuerySet[Agreement]) -> Iterator[work.Item]:
    for each in work.first(mine.filter(payees=None).select_related("proposal").order_by("changed_on", "pk")):
        page = reverse("payments:account", args=[each.key])
        yield _of(each, _("Name the account for “%(title)s”"), page, str(_ACCOUNT), GRANTEE)
    unconfirmed = Payee.objects.filter(confirmed_at=None).exclude(agreement__state__in=ENDED)
    newer = Payee.objects.filter(agreement=OuterRef("agreement"), number__gt=OuterRef("number"))
    found = access.within(reader, "confirm_account", unconfirmed.filter(~Exists(newer)))
    for payee in work.first(found.select_related("agreement__proposal").order_by("stated_at", "pk")):
        page = reverse("payments:confirm_account", args=[payee.key])
        yield _of(payee.agreement, _("Confirm the account for “%(title)s”"), page, str(_ACCOUNT), FINANCE)


def _of(agreement: Agreement, title: str, page: str, kind: str, whose: Promise) -> work.Item:
    return work.Item(
        title=title % {"title": cldr.apart(agreement.proposal)},
        address=page,
        due=None,
        kind=kind,
        whose=str(whose),
        sample=agreement.sample,
    )


work.declare("payments", gettext_lazy("Payments of grants"), waiting, lists=("grants",))
