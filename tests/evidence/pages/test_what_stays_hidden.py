"""What a visitor must not find out by asking around a number that they may see."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO

import pytest
from django.test import Client
from tests.conftest import Cast
from tests.evidence.pages.conftest import engage, state
from tests.evidence.pages.test_downloads import body
from tests.evidence.pages.test_records import rows, text

from thriving.evidence import ledger
from thriving.evidence.models import LedgerDay, MeasureVersion, Release, Visibility

pytestmark = pytest.mark.django_db


def test_numbers_of_records_do_not_count_those_between(pilots: None, client: Client, cast: Cast) -> None:
    engage(range(7))
    state("pilot.data_contributed", "newest", community_type="thematic", language="es")
    assert {row["number"] for row in rows(client, "/evidence/communities.json")} == {None}
    client.force_login(cast.volunteer)
    assert {row["number"] for row in rows(client, "/evidence/communities.json")} == {None}
    client.force_login(cast.evaluator)
    assert ledger.position() in {row["number"] for row in rows(client, "/evidence/communities.json")}


def package(client: Client) -> bytes:
    return body(client.get("/data-package.zip"))


def test_the_data_package_does_not_move_with_what_it_leaves_out(
    pilots: None, releases: list[Release], client: Client
) -> None:
    before = package(client)
    engage(range(500, 507))
    assert package(client) == before


def test_the_data_package_does_not_tell_how_many_records_there_are(pilots: None, client: Client) -> None:
    engage(range(1_000))
    with zipfile.ZipFile(BytesIO(package(client))) as archive:
        said = json.loads(archive.read("datapackage.json"))
    assert str(ledger.position()) not in said["citation"].replace(said["digest"], "")
    assert str(ledger.position()) != said["version"]


def test_members_cannot_be_asked_one_by_one_about_what_is_hidden(
    measures: dict[str, MeasureVersion], client: Client
) -> None:
    state("position.filled", "p1", region="south-asia", role="liaison", visibility=Visibility.SEALED)
    for region in ("south-asia", "north-america"):
        said = client.get(f"/evidence/regions.json?members={region}").json()
        assert said["value"] is None, region
        assert said["rows_hidden"] == {}, region
        page = text(client, f"/evidence/regions/?members={region}")
        assert "no number stands here" in page
        assert "One by one" not in page


def test_asking_for_long_gone_days_writes_nothing(pilots: None, client: Client) -> None:
    client.get("/evidence/communities/?known=1999-12-31")
    assert not LedgerDay.objects.exists()
