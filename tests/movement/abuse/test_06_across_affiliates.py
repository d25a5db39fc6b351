"""Abuse case 6: an officer of one affiliate reaches for another, by page, report, role or file."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from tests.conftest import person
from tests.movement.groups import world

from thriving.movement import actions
from thriving.movement.actions.affiliate_file import take_in
from thriving.movement.actions.affiliates import describe_affiliate
from thriving.movement.actions.reports import hand_in, owe
from thriving.movement.models import Affiliate, AffiliateReport, Person

pytestmark = pytest.mark.django_db
URL = "https://example.org/r"


@pytest.fixture
def other() -> Affiliate:
    return world.affiliate("other", "Other Group")


@pytest.fixture
def report(other: Affiliate) -> AffiliateReport:
    days = {"begins_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31), "due_on": date(2026, 3, 31)}
    return owe(other, "activities", **days, by="test")


@pytest.fixture
def officer() -> Person:
    """Of the lakeside group alone."""
    world.affiliate("lakeside")
    return world.contact("lakeside")


def test_no_action_reaches_another_affiliate(officer: Person, report: AffiliateReport) -> None:
    with pytest.raises(PermissionDenied):
        describe_affiliate(report.affiliate, world.described("Mine now"), by=officer)
    with pytest.raises(PermissionDenied):
        hand_in(report, url=URL, by=officer)
    with pytest.raises(PermissionDenied):
        owe(
            report.affiliate,
            "finances",
            begins_on=date(2025, 1, 1),
            ends_on=date(2025, 2, 1),
            due_on=date(2025, 3, 1),
            by=officer,
        )


@pytest.mark.parametrize("address", ["edit/", "recognition/", "reports/", "reports/{pk}/"])
def test_no_form_reaches_another_affiliate(
    client: Client, officer: Person, report: AffiliateReport, address: str
) -> None:
    client.force_login(officer)
    said = {"kind": "user_group", "name_en": "Mine now", "move": "suspend", "url": URL, "what": "finances"}
    assert client.post(f"/affiliates/other/{address.format(pk=report.pk)}", said).status_code == 404
    under_own = client.post(f"/affiliates/lakeside/reports/{report.pk}/", said)
    assert under_own.status_code == 404
    report.refresh_from_db()
    assert (str(report.affiliate.name), report.received_on) == ("Other Group", None)


def test_an_officer_brings_no_file_and_gives_no_role(officer: Person, other: Affiliate) -> None:
    with pytest.raises(PermissionDenied):
        take_in(None, by=officer)  # type: ignore[arg-type]
    for scope in ("affiliate:other", "affiliate:lakeside"):
        with pytest.raises(PermissionDenied):
            actions.grant_role(person(f"friend-{scope[-5:]}"), "affiliate_contact", scope=scope, by=officer)


def test_an_office_that_ended_opens_nothing(client: Client, officer: Person) -> None:
    client.force_login(officer)
    assert client.get("/affiliates/lakeside/edit/").status_code == 200
    officer.holdings.update(ends_on=date(2020, 1, 1))
    assert client.get("/affiliates/lakeside/edit/").status_code == 404


@pytest.mark.parametrize(
    "scope", ["", "affiliate:", "community:lakeside", "affiliate:lake", "affiliate:lakeside/x"]
)
def test_a_scope_that_only_resembles_opens_nothing(client: Client, scope: str) -> None:
    world.affiliate("lakeside")
    client.force_login(person("sly", f"affiliate_contact {scope}".strip()))
    assert client.get("/affiliates/lakeside/edit/").status_code == 404
