"""When a grant waits to be closed: once nothing of it is open."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.conftest import Cast, person
from tests.grants.reports import world

from thriving.grants.agreements.models import Agreement
from thriving.grants.payments.models import Disbursement, Tranche
from thriving.grants.reports.models import Kind, Report
from thriving.kernel import access, clock
from thriving.movement import work
from thriving.movement.models import Person

pytestmark = pytest.mark.django_db
CLOSE = "Close a grant"


@pytest.fixture
def officer(db: None) -> Person:
    return world.officer()


def closing(cast: Cast, **otherwise: Any) -> Agreement:
    agreement = world.agreement(cast.volunteer, **{"state": "closing", **otherwise})
    world.report(agreement, state="accepted", done="All.", learned="Much.", submitted_at=clock.now())
    return agreement


def waits_for(person: Person) -> bool:
    with world.on():
        return CLOSE in {each.item.kind for each in work.waiting_for(person, clock.today(), "grants")}


def test_it_waits_for_whoever_runs_it(cast: Cast, officer: Person) -> None:
    agreement = closing(cast)
    assert waits_for(officer)
    assert not waits_for(cast.volunteer)
    Agreement.objects.filter(pk=agreement.pk).update(officer=person("another", "grants_officer"))
    assert not waits_for(officer)


@pytest.mark.parametrize("state", ["open", "submitted"])
def test_not_before_its_reports_are_done(cast: Cast, officer: Person, state: str) -> None:
    agreement = closing(cast)
    said = {"done": "Half.", "learned": "A little.", "submitted_at": clock.now()}
    world.report(agreement, kind=Kind.INTERIM, state=state, **said)
    assert not waits_for(officer)


def test_not_before_there_is_a_report_at_its_end(cast: Cast, officer: Person) -> None:
    closing(cast).reports.update(kind=Kind.INTERIM)
    assert not waits_for(officer)


def test_not_while_a_payment_is_open(cast: Cast, officer: Person) -> None:
    tranche = Tranche.objects.create(
        agreement=closing(cast),
        number=1,
        title="Last",
        amount=Decimal(1),
        from_day=world.ENDS,
        planned_on=world.BEGINS,
        planned_by="test",
    )
    payment = Disbursement.objects.create(tranche=tranche, changed_at=clock.now())
    assert not waits_for(officer)
    Disbursement.objects.filter(pk=payment.pk).update(state="canceled")
    assert waits_for(officer)


def test_not_before_what_was_asked_back_is_there(cast: Cast, officer: Person) -> None:
    said = {"award": 1000, "planned": 500, "sent": 500, "to_return": 200}
    agreement = closing(cast, state="recovering", returned=100, **said)
    assert not waits_for(officer)
    Agreement.objects.filter(pk=agreement.pk).update(returned=200)
    assert waits_for(officer)


def test_whether_one_may_read_a_report_is_not_asked_beside_what_one_may_do(
    cast: Cast, officer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who may do something may read it too, and that is the dearest rule of all."""
    world.report(world.agreement(cast.volunteer))
    asked, within = list[str](), access.within

    def noted(reader: Any, rule: str, records: Any) -> Any:
        asked.append(rule)
        return within(reader, rule, records)

    monkeypatch.setattr(access, "within", noted)
    with world.on():
        assert work.waiting_for(cast.volunteer, clock.today(), "grants")
    assert "write_report" in asked
    assert "see_report" not in asked


@pytest.mark.parametrize("rule", ["write_report", "judge_report", "waive_report"])
def test_whoever_may_do_something_with_a_report_reads_it(cast: Cast, officer: Person, rule: str) -> None:
    agreement = world.agreement(cast.volunteer)
    said = {"done": "All.", "learned": "Much.", "submitted_at": clock.now()}
    world.report(agreement), world.report(agreement, kind=Kind.INTERIM, state="submitted", **said)
    with world.on():
        for reader in (cast.volunteer, officer, *(getattr(cast, who) for who in ("lead", "operator"))):
            reached = access.within(reader, rule, Report.objects.all())
            assert set(reached) <= set(access.within(reader, "see_report", Report.objects.all()))
