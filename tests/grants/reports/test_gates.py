"""An overdue report keeps money back; an open one keeps a grant from being closed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from tests.conftest import Cast
from tests.grants.reports import world

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments.models import Disbursement, Tranche
from thriving.grants.payments.queries import held_back
from thriving.grants.reports import actions
from thriving.grants.reports.gates import every_report_is_done, no_report_is_overdue
from thriving.kernel import clock
from thriving.kernel.gate import Unmet

pytestmark = pytest.mark.django_db


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return world.agreement(cast.volunteer)


def payment(agreement: Agreement) -> Disbursement:
    tranche = Tranche.objects.create(
        agreement=agreement,
        number=1,
        title="First",
        amount=Decimal(500),
        from_day=date(2026, 7, 1),
        planned_on=date(2026, 6, 1),
        planned_by="test",
    )
    return Disbursement.objects.create(tranche=tranche, changed_at=clock.now())


def test_nothing_is_paid_while_a_report_is_overdue(agreement: Agreement, cast: Cast) -> None:
    report, money = world.report(agreement), payment(agreement)
    with world.on(world.DUE):
        assert no_report_is_overdue(money) is True
    with world.on(world.DUE + timedelta(days=1)):
        held = no_report_is_overdue(money)
        assert isinstance(held, list)
        assert [(each.whose, each.address) for each in held] == [
            ("the grantee", f"/grants/reports/{report.key}/")
        ]
        world.submitted(report, cast.volunteer)
        assert no_report_is_overdue(money) is True


def test_lists_leave_out_what_an_overdue_report_keeps_back(agreement: Agreement, cast: Cast) -> None:
    report, money = world.report(agreement), payment(agreement)
    Disbursement.objects.update(state="checks_passed")
    money.refresh_from_db()
    with world.on(world.DUE):
        assert held_back([money]) == frozenset()
    with world.on(world.DUE + timedelta(days=1)):
        assert held_back([money]) == {money.pk}
        world.submitted(report, cast.volunteer)
        assert held_back([money]) == frozenset()


def test_a_waived_report_holds_nothing_back(agreement: Agreement) -> None:
    report, money = world.report(agreement), payment(agreement)
    actions.ask_waiver(report, reason="The group has dissolved.", by=world.officer())
    actions.answer_waiver(report, agreed=True, by=world.officer("oscar"))
    with world.on(world.DUE + timedelta(days=9)):
        assert no_report_is_overdue(money) is True


def test_a_grant_is_closed_when_its_reports_are_accepted(agreement: Agreement, cast: Cast) -> None:
    assert _told(every_report_is_done(agreement)) == ["No report at the end was asked for yet."]
    report = world.submitted(world.report(agreement), cast.volunteer)
    assert len(_told(every_report_is_done(agreement))) == 1
    actions.accept(report, by=world.officer())
    assert every_report_is_done(agreement) is True


def _told(found: bool | list[Unmet]) -> list[str]:  # noqa: FBT001 -- what a condition answers
    assert isinstance(found, list)
    return [str(each.sentence) for each in found]
