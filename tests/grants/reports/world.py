"""Reports of these tests, at any step, as their tables hold them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import ContentFile
from tests.conftest import person
from tests.grants import world as grants

from thriving.grants.agreements.models import Agreement
from thriving.grants.proposals.models import ChosenMeasure
from thriving.grants.reports import actions
from thriving.grants.reports.actions import Paid, Said, Written
from thriving.grants.reports.models import Kind, Receipt, Report
from thriving.kernel import clock
from thriving.kernel.money import Money
from thriving.movement.models import Person

BEGINS, ENDS, DUE = date(2026, 7, 1), date(2026, 12, 31), date(2027, 1, 30)
PDF = b"%PDF-1.4\n%\xe2\xe3\n1 0 obj\n<<>>\nendobj\n"


@contextmanager
def on(day: date = DUE) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def officer(name: str = "olga") -> Person:
    return person(name, "grants_officer")


def agreement(grantee: Person, **otherwise: Any) -> Agreement:
    """A grant of 1,000 dollars that runs, to be measured by one thing of its own."""
    proposal = otherwise.pop("proposal", None) or grants.proposal(grantee, "approved")
    ChosenMeasure.objects.create(proposal=proposal, position=1, own="Photographs", target=Decimal(500))
    said = {
        "state": "active",
        "award": Decimal(1000),
        "begins_on": BEGINS,
        "ends_on": ENDS,
        "changed_on": BEGINS,
    }
    said["no_works"] = "It pays for lenses."
    return Agreement.objects.create(
        key=proposal.key, proposal=proposal, currency="USD", **{**said, **otherwise}
    )


def report(of: Agreement, **otherwise: Any) -> Report:
    said: dict[str, Any] = {
        "kind": Kind.FINAL,
        "covers_from": BEGINS,
        "covers_until": ENDS,
        "due_on": DUE,
        "state": "open",
    }
    said |= otherwise
    said.setdefault("first_due_on", said["due_on"])
    return Report.objects.create(agreement=of, number=of.reports.count() + 1, **said)


def written(of: Report, **otherwise: Any) -> Written:
    """All that a report needs."""
    proposal = of.agreement.proposal
    said: dict[str, Any] = {
        "done": "We lent lenses.",
        "learned": "They came back.",
        "results": {each.pk: Said(Decimal(640)) for each in proposal.measures.all()},
        "spent": {each.pk: Said(Money(Decimal("912.50"), "USD")) for each in proposal.lines.all()},
    }
    return Written(**{**said, **otherwise})


def submitted(of: Report, by: Person) -> Report:
    actions.write(of, written(of), revision=of.revision, by=by)
    actions.submit(of, by=by)
    return of


def paid(of: Report, **otherwise: Any) -> Paid:
    line = of.agreement.proposal.lines.get()
    said: dict[str, Any] = {
        "line": line.pk,
        "words": "Two lenses",
        "on": BEGINS,
        "amount": Money(Decimal("400.25"), "USD"),
        "file": ContentFile(PDF, name="receipt.pdf"),
    }
    return Paid(**{**said, **otherwise})


def with_a_receipt(grantee: Person, *, key: str, receipt: str) -> Report:
    """Of the grant "lenses", being written."""
    granted = grants.proposal(grantee, "approved", key="lenses")
    made = report(agreement(grantee, proposal=granted), key=key)
    with on():
        brought = actions.bring_receipt(made, paid(made), by=grantee)
    Receipt.objects.filter(pk=brought.pk).update(key=receipt)
    return made
