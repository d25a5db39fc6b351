"""Abuse case 1: change the key or the number in an address. What is another's is as absent as nothing."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.movement.groups import world

from thriving.movement.actions.reports import hand_in, owe
from thriving.movement.models import AffiliateReport, Person

pytestmark = pytest.mark.django_db
PAGES = ("", "edit/", "recognition/", "reports/", "reports/{pk}/", "reports/{pk}/file/")


@pytest.fixture
def theirs(cast: Cast) -> AffiliateReport:
    """The report of an application that nobody outside knows of."""
    hidden = world.application(cast.lead, key="veiled", name="Veiled")
    report = owe(
        hidden,
        "activities",
        begins_on=date(2025, 1, 1),
        ends_on=date(2025, 12, 31),
        due_on=date(2026, 3, 31),
        by="test",
    )
    return hand_in(report, url="https://example.org/r", by="test")


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("reader", ["volunteer", "contact_of_another"])
def test_a_page_of_another_is_as_absent_as_none(
    client: Client, cast: Cast, theirs: AffiliateReport, page: str, reader: str
) -> None:
    world.affiliate()
    someone: Person = cast.volunteer if reader == "volunteer" else world.contact("lakeside")
    client.force_login(someone)
    there = client.get(f"/affiliates/veiled/{page.format(pk=theirs.pk)}")
    absent = client.get(f"/affiliates/nothing/{page.format(pk=77)}")
    assert (there.status_code, absent.status_code) == (404, 404)
    assert alike(there.content) == alike(absent.content)


def alike(page: bytes) -> bytes:
    """Without what the address itself said, and the token of the page's forms."""
    bare = re.sub(rb"/affiliates/[^\"]*", b"", page)
    return re.sub(rb'(?<=name="csrfmiddlewaretoken" value=")[^"]*', b"", bare)


def test_a_report_is_not_reached_under_an_affiliate_of_ones_own(
    client: Client, theirs: AffiliateReport
) -> None:
    world.affiliate()
    client.force_login(world.contact("lakeside"))
    assert client.get(f"/affiliates/lakeside/reports/{theirs.pk}/").status_code == 404


def test_a_report_stands_under_its_own_affiliate_alone(client: Client, theirs: AffiliateReport) -> None:
    """Even for who may open both, or a report would be handed in for another."""
    world.affiliate()
    client.force_login(world.officer())
    assert client.get(f"/affiliates/veiled/reports/{theirs.pk}/").status_code == 200
    assert client.get(f"/affiliates/lakeside/reports/{theirs.pk}/").status_code == 404
