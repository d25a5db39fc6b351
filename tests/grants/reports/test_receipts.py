"""Receipts: kept as they were brought, opened by few, and never taken from what was handed in."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from tests.conftest import Cast
from tests.grants.reports import world
from tests.whole.connections import close

from thriving.grants.reports import actions, queries
from thriving.grants.reports.actions import Said, Written
from thriving.grants.reports.models import Receipt, Report
from thriving.kernel import files
from thriving.kernel.files import FileRefused
from thriving.kernel.models import StoredFile
from thriving.kernel.money import Money
from thriving.movement.actions import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(cast: Cast) -> Report:
    return world.report(world.agreement(cast.volunteer))


def bring(report: Report, cast: Cast, **otherwise: Any) -> Receipt:
    with world.on():
        return actions.bring_receipt(report, world.paid(report, **otherwise), by=cast.volunteer)


def test_it_is_opened_by_its_side_and_by_officers_alone(report: Report, cast: Cast, client: Client) -> None:
    page = f"/grants/reports/{report.key}/receipts/{bring(report, cast).key}/"
    for reader, status in (
        (cast.volunteer, 200),
        (world.officer(), 200),
        (cast.lead, 404),
        (cast.operator, 404),
    ):
        client.force_login(reader)
        response = client.get(page)
        assert response.status_code == status
        close(response)


def test_a_swapped_file_is_not_handed_out(report: Report, cast: Cast, client: Client) -> None:
    receipt = bring(report, cast)
    files.path_of(receipt.file).write_bytes(world.PDF + b"another sum")
    client.force_login(cast.volunteer)
    assert client.get(f"/grants/reports/{report.key}/receipts/{receipt.key}/").status_code == 404


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"line": 0}, "no such line"),
        ({"words": " "}, "what was paid"),
        ({"on": date(2027, 6, 1)}, "not come yet"),
        ({"amount": Money(Decimal(3), "EUR")}, "told of in USD"),
        ({"amount": Money(Decimal(0), "USD")}, "more than nothing"),
    ],
)
def test_what_is_wrong_is_said(report: Report, cast: Cast, otherwise: Any, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        bring(report, cast, **otherwise)
    assert not Receipt.objects.exists()


def test_only_papers_and_pictures(report: Report, cast: Cast) -> None:
    with pytest.raises(FileRefused):
        bring(report, cast, file=ContentFile(b"MZ\x90\x00", name="receipt.pdf"))


def test_the_same_file_is_brought_once(report: Report, cast: Cast) -> None:
    bring(report, cast)
    with pytest.raises(Refused, match="there already"):
        bring(report, cast)


def test_what_was_handed_in_stays(report: Report, cast: Cast) -> None:
    receipt = bring(report, cast)
    with world.on():
        world.submitted(report, cast.volunteer)
        actions.ask_changes(report, words="One more, please.", by=world.officer())
    with world.on(date(2027, 2, 3)), pytest.raises(Refused, match="it stays"):
        actions.take_receipt_away(receipt, by=cast.volunteer)


def test_a_wrong_one_is_taken_away_with_its_file(report: Report, cast: Cast) -> None:
    receipt = bring(report, cast)
    file = receipt.file
    actions.take_receipt_away(receipt, by=cast.volunteer)
    assert not Receipt.objects.exists()
    assert not StoredFile.objects.filter(pk=file).exists()


def test_to_bring_one_says_nothing_of_what_was_spent(report: Report, cast: Cast) -> None:
    bring(report, cast)
    with pytest.raises(Refused, match="Say what was spent, or 0: Lenses"):
        actions.submit(report, by=cast.volunteer)
    assert str(queries.spent(report)) == "0.00 USD"


def test_what_they_come_to_stands_in_the_form_until_somebody_says_otherwise(
    report: Report, cast: Cast, client: Client
) -> None:
    bring(report, cast)
    bring(report, cast, file=ContentFile(world.PDF + b"another", name="another.pdf"))
    client.force_login(cast.volunteer)
    line = report.agreement.proposal.lines.get().pk
    said = re.compile(
        f'name="line-{line}-value"[^>]*value="([^"]*)"|value="([^"]*)"[^>]*name="line-{line}-value"'
    )
    page = client.get(f"/grants/reports/{report.key}/write/").content.decode()
    assert "800.5" in next(iter(said.finditer(page)))[0]
    spent = {line: Said(Money(Decimal("912.50"), "USD"))}
    actions.write(report, Written(spent=spent), revision=report.revision, by=cast.volunteer)
    page = client.get(f"/grants/reports/{report.key}/write/").content.decode()
    assert "912.5" in next(iter(said.finditer(page)))[0]


def test_what_they_come_to_stands_beside_what_was_spent(report: Report, cast: Cast, client: Client) -> None:
    bring(report, cast)
    client.force_login(world.officer())
    page = client.get(f"/grants/reports/{report.key}/").content.decode()
    assert "not said yet" in page
    assert "Together: <bdi>US$400.25</bdi>" in page
