"""Abuse case 10: two do the same at once with one grant: exactly one outcome, and its money adds up."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from tests.conftest import AtOnce, person
from tests.grants.payments import world
from tests.grants.reports import world as reports

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments import actions
from thriving.grants.payments.actions import Planned
from thriving.grants.payments.models import Batch, Disbursement, Return, Tranche
from thriving.grants.reports import actions as of_reports
from thriving.grants.reports.models import Report
from thriving.kernel import clock
from thriving.movement.models import Person


def again(someone: Person) -> Person:
    """On the connection of whoever asks."""
    return Person.objects.get(pk=someone.pk)


def outcomes(answers: list[Any]) -> list[str]:
    return sorted(type(each).__name__ for each in answers)


def test_two_tranches_planned_at_once_are_no_more_than_the_award(at_once: AtOnce) -> None:
    of = world.hands()
    agreement = world.running(of)

    def plan() -> Tranche:
        found = Agreement.objects.get(pk=agreement.pk)
        return actions.plan_tranche(
            found, Planned("Half", world.money("600"), world.DAY), by=again(of.officer)
        )

    with world.on():
        answers = at_once(plan, plan)
    assert outcomes(answers) == ["Refused", "Tranche"]
    assert (Agreement.objects.get().planned, Tranche.objects.count()) == (600, 1)


def test_two_returns_recorded_at_once_are_no_more_than_was_sent(at_once: AtOnce) -> None:
    of = world.hands()
    payment = world.confirmed(of)

    def record(reference: str) -> Callable[[], Any]:
        def act() -> Any:
            found = Disbursement.objects.get(pk=payment.pk)
            amount = world.money("300")
            return actions.record_return(
                found, amount, on=world.DAY, reference=reference, by=again(of.finance)
            )

        return act

    with world.on():
        answers = at_once(record("R-1"), record("R-2"))
    assert sum(isinstance(each, Exception) for each in answers) == 1
    assert [each.amount for each in Return.objects.all()] == [Decimal(300)]


def test_a_statement_of_the_bank_taken_in_twice_at_once_counts_once(at_once: AtOnce) -> None:
    of = world.hands()
    payment = world.sent(of)
    row = [payment.pk, "confirmed", "400", "USD", world.DAY, "S-1", ""]

    def take_in() -> Any:
        told, problems = actions.reconcile(Batch.objects.get(), world.table(row), by=again(of.finance))
        return "taken" if told and not problems else "refused"

    with world.on():
        answers = at_once(take_in, take_in)
    assert sorted("taken" if each == "taken" else "refused" for each in answers) == ["refused", "taken"]
    assert Disbursement.objects.get(pk=payment.pk).state == "confirmed"
    assert Agreement.objects.get().sent == 400


def test_a_report_is_accepted_or_sent_back_and_never_both(at_once: AtOnce) -> None:
    grantee, olga, omar = person("valentina"), reports.officer(), reports.officer("omari")
    with reports.on():
        report = reports.submitted(reports.report(reports.agreement(grantee)), grantee)

    def accept() -> None:
        of_reports.accept(Report.objects.get(pk=report.pk), by=again(olga))

    def send_back() -> None:
        of_reports.ask_changes(Report.objects.get(pk=report.pk), words="Say more.", by=again(omar))

    with clock.stopped_at(clock.now()):
        answers = at_once(accept, send_back)
    assert sum(isinstance(each, Exception) for each in answers) == 1
    taken = "changes_requested" if isinstance(answers[0], Exception) else "accepted"
    assert Report.objects.get(pk=report.pk).state == taken
