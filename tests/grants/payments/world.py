"""Payments of these tests, at any step, each made by the actions that pages would call."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from django.core.files import File
from tests.grants.agreements.world import DAY, Hands, drafted, granted, hands, money, on, running
from tests.whole.numbers import count_on

from thriving.grants.agreements.models import Agreement, Template
from thriving.grants.payments import actions
from thriving.grants.payments.actions import Account, Planned
from thriving.grants.payments.models import Batch, Disbursement, Hold, Payee, Requirement
from thriving.grants.payments.sealing import seal_of
from thriving.kernel import clock, tables
from thriving.movement.models import Person

__all__ = ["DAY", "Hands", "hands", "money", "on", "running"]

ACCOUNT = Account("Friends of monuments", "DE02 1203 0000 0000 2020 51", "Bank of the lake")


def planned(agreement: Agreement, of: Hands, amount: str = "400", **otherwise: Any) -> Disbursement:
    said = {"title": "To begin", "amount": money(amount, agreement.currency), "from_day": DAY}
    with on():
        return actions.plan_tranche(agreement, Planned(**{**said, **otherwise}), by=of.officer).payment


def account(agreement: Agreement, of: Hands, said: Account = ACCOUNT) -> Payee:
    with on():
        payee = actions.state_account(agreement, said, by=of.applicant)
        actions.confirm_account(payee, how="Called the number on file.", by=of.finance)
    return payee


def requested(of: Hands, amount: str = "400", agreement: Agreement | None = None) -> Disbursement:
    """Through the gate: nothing is missing."""
    agreement = agreement or running(of)
    if not agreement.payees.exists():
        account(agreement, of)
    payment = planned(agreement, of, amount)
    request(payment, of.applicant)
    return payment


def request(payment: Disbursement, by: Person) -> bool:
    with on():
        return actions.request_payment(payment, by=by)


def approve(payment: Disbursement, by: Person, seal: str = "") -> None:
    with on():
        actions.approve(payment, seal or seal_of(payment), by=by)


def check(payment: Disbursement) -> bool:
    with on():
        return actions.check_again(payment, by="a worker")


def approved(of: Hands, amount: str = "400", agreement: Agreement | None = None) -> Disbursement:
    payment = requested(of, amount, agreement)
    approve(payment, of.officer)
    approve(payment, of.second)
    return payment


def send(payments: Sequence[Disbursement], by: Person, token: str = "") -> Batch:
    with on():
        return actions.send(payments, carrier="Lake Bank", token=token or uuid.uuid4().hex, by=by)


def sent(of: Hands, amount: str = "400", agreement: Agreement | None = None) -> Disbursement:
    payment = approved(of, amount, agreement)
    send([payment], of.finance)
    return payment


def confirmed(of: Hands, amount: str = "400", agreement: Agreement | None = None) -> Disbursement:
    payment = sent(of, amount, agreement)
    with on():
        actions.confirm_payment(payment, on=DAY, reference="S-1", by=of.finance)
    return payment


def meet(requirement: Requirement, by: Person) -> None:
    with on():
        actions.meet_requirement(requirement, ground="The list of lenses is here.", by=by)


def table(*rows: Sequence[object]) -> tables.Table:
    header = ["payment", "outcome", "amount", "currency", "on", "reference", "reason"]
    text = "\n".join(",".join(map(str, each)) for each in [header, *rows])
    return tables.read(File(BytesIO(text.encode()), name="statement.csv"))


CODE, PAYEE = "H2J4K6M8", "b" * 32


def on_every_page(applicant: Person) -> None:
    """What the pages of agreements and payments need: by the numbers and keys that stand in addresses."""
    count_on(Template, Disbursement, Batch, Requirement)
    of = hands(applicant)
    granted(applicant, "to-write")
    drafted(of, granted(applicant, "in-draft"))
    agreement = sent(of, "100").agreement
    held = planned(agreement, of, "200", requirements=("A list of lenses.",))
    told = {"office": "safety", "placed_at": clock.now(), "placed_by": of.protector.key}
    Hold(code=CODE, disbursement=held, reason="We look into something.", **told).save(force_insert=True)
    Disbursement.objects.filter(pk=held.pk).update(state="held")
    planned(agreement, of, "300")
    Payee(
        key=PAYEE,
        agreement=agreement,
        number=2,
        holder="Friends of monuments",
        account="DE02 1203 0000 0000 2020 51",
        ending="2051",
        stated_at=clock.now(),
        stated_by=applicant.key,
    ).save(force_insert=True)
