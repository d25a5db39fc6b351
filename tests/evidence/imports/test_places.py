"""Countries, languages and regions of a file are those of the reference, where there is one."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests import places
from tests.evidence.imports.conftest import csv_file

from thriving.evidence.imports import read, receive
from thriving.evidence.models import Batch

pytestmark = pytest.mark.django_db
HEADER = "kind,occurred_on,subject,country,region,language"


def brought(*lines: str) -> Batch:
    return read(receive(csv_file(*lines, header=HEADER), by="test", issuer="A register"))


def faults(batch: Batch) -> list[tuple[int, str, str]]:
    return [(row.row, *fault) for row in batch.staged.all() for fault in row.faults]


def test_places_of_the_reference_are_taken() -> None:
    places.world()
    batch = brought(
        "partner.met,2020-03-01,a,NA,sub-saharan-africa,",
        "pilot.data_contributed,2020-03-01,b,,,zh-classical",
        "pilot.data_contributed,2020-03-01,c,,,nb",
        "pilot.data_contributed,2020-03-01,d,,,en-simple",
    )
    assert faults(batch) == []
    assert batch.staged.get(row=2).dimensions == {"country": "NA", "region": "sub-saharan-africa"}


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (
            "partner.met,2020-03-01,a,ZZ,,",
            ("country", "There is no country or territory “ZZ” in the reference."),
        ),
        ("partner.met,2020-03-01,a,na,,", ("country", "“na” cannot stand in “country”.")),
        ("partner.met,2020-03-01,a,GH,atlantis,", ("region", "No scheme of regions has “atlantis”.")),
        (
            "pilot.data_contributed,2020-03-01,a,,,qqq",
            ("language", "There is no language “qqq” in the reference."),
        ),
    ],
)
def test_what_the_reference_does_not_have_is_a_fault_of_its_row(line: str, fault: tuple[str, str]) -> None:
    places.world()
    assert faults(brought("partner.met,2020-03-01,b,GH,,", line)) == [(3, *fault)]


def test_without_a_reference_codes_are_taken_as_they_are() -> None:
    assert faults(brought("partner.met,2020-03-01,a,ZZ,atlantis,")) == []


def test_places_are_read_once_for_a_thousand_rows() -> None:
    places.few()
    with_few = _cost("partner.met,2020-03-01,a,GH,,")
    assert _cost(*(f"partner.met,2020-03-0{day},b{day},NA,," for day in (1, 2, 3))) == with_few


def _cost(*lines: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        brought(*lines)
    return len([each for each in asked.captured_queries if "movement_" in each["sql"]])
