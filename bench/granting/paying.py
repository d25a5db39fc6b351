"""Agreements of what was granted, their payments at every step, and their reports."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import cycle
from typing import Any

from django.db import transaction

from bench.granting.applying import ASKED
from bench.granting.steps import UNAGREED, UNSIGNED, days, noon, portions
from thriving.grants.agreements.models import Agreement, FundedWork, Signature, Template, Text
from thriving.grants.payments.models import Batch, Disbursement, Hold, Payee, Requirement, Sending, Tranche
from thriving.grants.payments.states import WITH_ONE, WITH_TWO
from thriving.grants.proposals.models import BudgetLine, Proposal
from thriving.grants.proposals.states import GRANTED
from thriving.grants.reports.models import Report, Result, Spending, Waiver
from thriving.kernel import clock
from thriving.programs.events.models import Event

PART = ASKED / 2
SECOND = ("planned", "requested", "checks_passed", "approved_1", "approved_2", "held", "failed", "canceled")
REPORTS = (("accepted", "open"), ("submitted", "scheduled"), ("open", "scheduled"), ("accepted", "submitted"))
OVERDUE, COMING = 10, 20  # days
UNCONFIRMED = 3  # every so many accounts


def fill() -> None:
    template, _made = Template.objects.get_or_create(
        key="grant",
        number=1,
        defaults={"title": "Grant", "body": ".", "written_on": clock.today(), "written_by": "bench"},
    )
    granted = Proposal.objects.filter(state__in=GRANTED, agreement=None).order_by("pk")
    agreed = [each for each in granted if _place(each) != UNAGREED]
    events = list(Event.objects.order_by("pk"))
    for numbers in portions(0, len(agreed)):
        _agree(agreed[numbers.start : numbers.stop], events, template)


def _place(proposal: Proposal) -> int:
    return int(proposal.key.rpartition("-")[2]) % 20


@transaction.atomic
def _agree(proposals: list[Proposal], events: list[Event], template: Template) -> None:
    made = Agreement.objects.bulk_create(map(_agreement, proposals))
    texts = Text.objects.bulk_create(_text(each, template) for each in made)
    Signature.objects.bulk_create(each for text in texts for each in _signatures(text))
    FundedWork.objects.bulk_create(
        FundedWork(
            agreement=each, event=events[each.pk % len(events)], added_on=clock.today(), added_by="bench"
        )
        for each in made
    )
    signed = [each for each in made if each.award]
    _pay(signed)
    _report(signed)


def _agreement(proposal: Proposal) -> Agreement:
    today, place = clock.today(), _place(proposal)
    signed = place != UNSIGNED
    return Agreement(
        key=proposal.key,
        proposal=proposal,
        state={UNSIGNED: "draft", 18: "signed"}.get(place, "active"),
        currency="USD",
        award=ASKED if signed else 0,
        planned=ASKED if signed else 0,
        sent=PART if signed else 0,
        begins_on=today - days(60),
        ends_on=today + days(200),
        changed_on=today - days(1),
    )


def _text(agreement: Agreement, template: Template) -> Text:
    today = clock.today()
    return Text(
        agreement=agreement,
        number=1,
        state="signed" if agreement.award else "ready",
        template=template,
        award=ASKED,
        begins_on=today - days(60),
        ends_on=today + days(200),
        our_name="The fund",
        their_name="Friends of monuments",
        body="What both sides promise each other. " * 40,
        seal="0" * 64,
        drafted_on=today,
        drafted_by="bench",
        ready_on=today,
        signed_on=today if agreement.award else None,
    )


def _signatures(text: Text) -> Iterator[Signature]:
    for side in ("ours", "theirs") if text.signed_on else ():
        yield Signature(
            text=text, side=side, name="Somebody", seal=text.seal, signed_at=noon(20), signed_by=side
        )


def _pay(agreements: list[Agreement]) -> None:
    """The first half of each was sent, by itself; the second stands anywhere."""
    payees = Payee.objects.bulk_create(map(_payee, agreements))
    first = Tranche.objects.bulk_create(_tranche(each, 1) for each in agreements)
    second = Tranche.objects.bulk_create(_tranche(each, 2) for each in agreements)
    Requirement.objects.bulk_create(
        Requirement(tranche=each, position=1, words="The first report is accepted.") for each in second
    )
    sent = [_payment(each, state) for each, state in zip(first, cycle(("sent", "confirmed")), strict=False)]
    left = Disbursement.objects.bulk_create(sent)
    _send(list(zip(left, payees, strict=True)))
    others = Disbursement.objects.bulk_create(
        _payment(each, state) for each, state in zip(second, cycle(SECOND), strict=False)
    )
    Hold.objects.bulk_create(
        Hold(disbursement=each, office="finance", reason="An inquiry.", placed_at=noon(1), placed_by="bench")
        for each in others
        if each.state == "held"
    )


def _payee(agreement: Agreement) -> Payee:
    said: dict[str, Any] = {"confirmed_at": noon(15), "confirmed_by": "finance", "how": "By telephone."}
    return Payee(
        agreement=agreement,
        number=1,
        holder="Friends of monuments",
        account="GH00 0000 0000",
        ending="0000",
        stated_at=noon(20),
        stated_by="bench",
        **({} if agreement.pk % UNCONFIRMED == 0 else said),
    )


def _tranche(agreement: Agreement, number: int) -> Tranche:
    today = clock.today()
    return Tranche(
        agreement=agreement,
        number=number,
        title="A half",
        amount=PART,
        from_day=today - days(10),
        planned_on=today,
        planned_by="bench",
    )


def _payment(tranche: Tranche, state: str) -> Disbursement:
    asked = state not in ("planned", "canceled")
    return Disbursement(
        tranche=tranche,
        state=state,
        attempt=1 if asked else 0,
        applied_by="applicant",
        requested_by="asker" if asked else "",
        requested_at=noon(12) if asked else None,
        first_by="first" if state in WITH_ONE else "",
        second_by="second" if state in WITH_TWO else "",
        sent_at=noon(9) if state in ("sent", "confirmed", "failed") else None,
        reason="It is no longer needed." if state in ("failed", "canceled") else "",
        changed_at=noon(9),
    )


def _send(left: list[tuple[Disbursement, Payee]]) -> None:
    batches = Batch.objects.bulk_create(
        Batch(
            token=f"batch-{each.pk}",
            carrier="Bank",
            currency="USD",
            total=PART,
            sha256="0" * 64,
            sent_at=noon(9),
            sent_by="finance",
        )
        for each, _payee in left
    )
    Sending.objects.bulk_create(
        Sending(
            disbursement=each,
            batch=batch,
            payee=payee,
            attempt=1,
            amount=PART,
            seal="0" * 64,
            outcome="confirmed" if each.state == "confirmed" else None,
            outcome_on=clock.today() if each.state == "confirmed" else None,
        )
        for batch, (each, payee) in zip(batches, left, strict=True)
    )


def _report(agreements: list[Agreement]) -> None:
    states = list(zip(agreements, cycle(REPORTS), strict=False))
    first = Report.objects.bulk_create(_report_of(each, 1, state) for each, (state, _next) in states)
    last = Report.objects.bulk_create(_report_of(each, 2, state) for each, (_first, state) in states)
    made = [*first, *last]
    lines = {each.proposal_id: each for each in BudgetLine.objects.filter(position=1)}
    measures = {each.pk: each.proposal.measures.first() for each in agreements}
    told = [each for each in made if each.state in ("accepted", "submitted")]
    Spending.objects.bulk_create(
        Spending(report=each, line=lines[each.agreement.proposal_id], amount=Decimal(200)) for each in told
    )
    Result.objects.bulk_create(
        Result(report=each, measure=measures[each.agreement_id], value=Decimal(50)) for each in told
    )
    Waiver.objects.bulk_create(
        Waiver(report=each, reason="The event was canceled.", asked_at=noon(1), asked_by="bench")
        for each in made
        if each.state == "open" and each.number == 1
    )


def _report_of(agreement: Agreement, number: int, state: str) -> Report:
    today = clock.today()
    due = today - days(OVERDUE) if number == 1 else today + days(COMING)
    told = state in ("accepted", "submitted")
    return Report(
        key=f"report-{agreement.pk}-{number}",
        agreement=agreement,
        number=number,
        kind="interim" if number == 1 else "final",
        covers_from=due - days(50),
        covers_until=due,
        due_on=due,
        first_due_on=due,
        state=state,
        done="Two hundred photographs were taken." if told else "",
        learned="Lenses are best lent in pairs." if told else "",
        first_submitted_at=noon(3) if told else None,
        submitted_at=noon(3) if told else None,
        submitted_by="bench" if told else "",
        decided_on=today if state == "accepted" else None,
    )
