from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from pytest_django import Settings
from tests.conftest import AtOnce, Cast
from tests.evidence.pages.conftest import engage, on_day, person, state
from tests.evidence.pages.test_records import text

from thriving.evidence import actions
from thriving.evidence.in_use import Place
from thriving.evidence.models import MeasureVersion, Release, Source
from thriving.kernel import tables

pytestmark = pytest.mark.django_db


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def exported(client: Client, **query: str) -> list[dict[str, str]]:
    response = client.get("/exports/", {"file": "csv", **query})
    assert isinstance(response, StreamingHttpResponse)
    return list(csv.DictReader(io.StringIO(body(response).decode())))


def test_everyone_may_download_what_everyone_may_open(pilots: None, client: Client) -> None:
    engage(range(3))
    assert [row["subject"] for row in exported(client)] == ["alpha", "beta", "late"]


def test_a_role_may_download_more(pilots: None, client: Client, cast: Cast) -> None:
    engage(range(3))
    client.force_login(cast.evaluator)
    assert person(0) in {row["subject"] for row in exported(client)}


def test_records_are_chosen_by_kind_and_dates(pilots: None, client: Client) -> None:
    state("partner.met", "a-partner", region="europe", holder_type="museum")
    assert [row["subject"] for row in exported(client, kind="partner.met")] == ["a-partner"]
    then = exported(client, on="2020-03-31", known="2020-03-31")
    assert [row["subject"] for row in then] == ["alpha", "beta", "gone"]


def test_a_download_as_a_spreadsheet(pilots: None, client: Client) -> None:
    response = client.get("/exports/", {"file": "xlsx", "kind": "pilot.data_contributed"})
    table = tables.read(io.BytesIO(body(response)))
    assert table.header[-2:] == ("community_type", "language")
    assert [row.cells["subject"] for row in table] == ["alpha", "beta", "late"]


def test_a_sample_is_marked_in_each_line(pilots: None, client: Client) -> None:
    Source.objects.filter(key="p1").update(sample=True)
    marks = {row["subject"]: row["sample"] for row in exported(client)}
    assert marks == {"alpha": "sample: fictional", "beta": "", "late": ""}


def test_without_a_choice_there_is_a_form(client: Client, db: None) -> None:
    assert "Kind of record" in text(client, "/exports/")


@pytest.mark.parametrize("question", ["file=doc", "file=csv&kind=no", "file=csv&known=2999-01-01"])
def test_a_wrong_choice_is_refused(client: Client, db: None, question: str) -> None:
    assert client.get(f"/exports/?{question}").status_code == 400


def package(client: Client, query: str = "") -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(body(client.get(f"/data-package.zip{query}"))))


def part(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode())))


def test_the_package_holds_three_tables_and_says_what_they_are(pilots: None, client: Client) -> None:
    archive = package(client)
    said = json.loads(archive.read("datapackage.json"))
    assert [each["path"] for each in said["resources"]] == [
        "series.csv",
        "measures.csv",
        "evidence-public.csv",
    ]
    for resource in said["resources"]:
        content = archive.read(resource["path"])
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)
        header = content.decode().splitlines()[0].split(",")
        assert [each["name"] for each in resource["schema"]["fields"]] == header


def test_the_package_holds_no_person(releases: list[Release], client: Client, cast: Cast) -> None:
    client.force_login(cast.evaluator)
    archive = package(client)
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert not [number for number in range(89) if person(number) in everything]


def test_numbers_of_people_are_those_published(releases: list[Release], client: Client) -> None:
    with on_day(date(2020, 4, 14)):
        engage(range(200, 260))
    lines = part(package(client), "series.csv")
    assert {row["published"] for row in lines} == {"true"}
    assert lines[-1]["value"] == "88"


def test_the_page_tells_digest_and_citation(pilots: None, client: Client) -> None:
    said = json.loads(package(client).read("datapackage.json"))
    assert said["citation"] in text(client, "/data-package/")


def test_the_same_records_give_the_same_bytes(pilots: None, client: Client) -> None:
    assert body(client.get("/data-package.zip")) == body(client.get("/data-package.zip"))


def test_a_package_that_is_replaced_meanwhile_is_read_to_its_end(
    pilots: None, client: Client, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    answer = client.get("/data-package.zip")
    for path in (tmp_path / "packages").iterdir():
        path.unlink()
    assert zipfile.ZipFile(io.BytesIO(body(answer))).testzip() is None


def test_many_may_write_the_same_package(
    pilots: None, at_once: AtOnce, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = tmp_path

    def download() -> bytes:
        return body(Client().get("/data-package.zip"))

    assert len({*at_once(*[download] * 4)}) == 1
    assert [path.suffix for path in (tmp_path / "packages").iterdir()] == [".zip"]


def test_a_new_record_gives_another_package(pilots: None, client: Client) -> None:
    before = json.loads(package(client).read("datapackage.json"))["digest"]
    state("pilot.data_contributed", "delta", community_type="thematic")
    assert json.loads(package(client).read("datapackage.json"))["digest"] != before


def test_a_plan_has_a_package_of_its_own(pilots: None, place: Place, client: Client) -> None:
    archive = package(client, "?plan=a-plan")
    assert [row["measure"] for row in part(archive, "measures.csv")] == ["people"]
    assert part(archive, "evidence-public.csv") == []
    assert "?plan=a-plan" in text(client, "/data-package/")


def test_a_plan_that_is_not_there_has_none(client: Client, db: None) -> None:
    assert client.get("/data-package/?plan=../../etc").status_code == 404


def test_a_sample_package_says_so(measures: dict[str, MeasureVersion], place: Place, client: Client) -> None:
    engage(range(20))
    actions.publish("a-plan", [place.asked], on=date(2020, 4, 14), sample=True, by="test")
    said = json.loads(package(client).read("datapackage.json"))
    assert said["sample"] is True
    assert said["citation"].startswith("SAMPLE, fictional.")
