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
YEAR = {"begins_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31), "due_on": date(2026, 3, 31)}


@pytest.fixture
def other() -> Affiliate:
    return world.affiliate("other", "Other Group")


@pytest.fixture
def report(other: Affiliate) -> AffiliateReport:
    return owe(other, "activities", **YEAR, by="test")


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


@pytest.fixture
def both() -> Person:
    """One who judges affiliates, and is the contact of one."""
    world.affiliate("lakeside")
    return person("olga", "affiliations_officer", "affiliate_contact affiliate:lakeside")


def test_who_once_applied_has_no_power_over_what_was_recognized(client: Client) -> None:
    applicant = person("asha")
    affiliate = world.application(applicant)
    owed = owe(affiliate, "activities", **YEAR, by="test")
    hand_in(owed, url=URL, by=applicant)
    Affiliate.objects.update(state="recognized")
    affiliate.refresh_from_db()
    with pytest.raises(PermissionDenied):
        describe_affiliate(affiliate, world.described("Mine still"), by=applicant)
    with pytest.raises(PermissionDenied):
        hand_in(owed, url=URL, by=applicant)
    client.force_login(applicant)
    for page in ("edit/", "recognition/", "reports/", f"reports/{owed.pk}/"):
        assert client.get(f"/affiliates/hopeful/{page}").status_code == 404


def test_who_applied_reads_that_it_was_declined_and_changes_nothing(client: Client) -> None:
    applicant = person("asha")
    world.application(applicant)
    Affiliate.objects.update(state="declined", reason="Too few members.")
    client.force_login(applicant)
    assert "Too few members." in client.get("/affiliates/hopeful/recognition/").content.decode()
    assert client.get("/affiliates/hopeful/edit/").status_code == 404


def test_nobody_says_anew_what_their_own_is_recognized_as(both: Person) -> None:
    describe_affiliate(Affiliate.objects.get(), world.described(kind="chapter"), by=both)
    assert Affiliate.objects.get().kind == "user_group"
