"""Affiliates from a file: all of it or nothing, with the rows that are wrong, and again without harm."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook
from tests.conftest import person
from tests.movement.groups import world

from thriving.kernel import diary
from thriving.movement import search
from thriving.movement.actions.affiliate_file import SUBJECT
from thriving.movement.commands import people
from thriving.movement.models import Affiliate

pytestmark = pytest.mark.django_db
HEADER = "key,kind,name,name:ar,recognized_since,countries,languages,state\n"
GHANA = "lakeside,chapter,Wiki Lakeside,ويكي البحيرة,2020-03-01,GH NA,en sw,\n"
DELTA = "delta,user_group,Delta Readers,,2021-01-31,BD,bn,suspended\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "affiliates.csv"
    path.write_text(HEADER + GHANA + DELTA)
    return path


def run(path: Path, *options: str) -> Result:
    return CliRunner().invoke(people, ["import-affiliates", str(path), *options])


def test_a_file_registers_affiliates_that_can_be_found(file: Path) -> None:
    assert run(file).output == "New: lakeside\nNew: delta\n2 are new, 0 are changed, 0 as before.\n"
    lakeside = Affiliate.objects.get(key="lakeside")
    assert (lakeside.countries, lakeside.languages) == (["GH", "NA"], ["en", "sw"])  # NA is Namibia
    assert (lakeside.state, lakeside.name["ar"]) == ("recognized", "ويكي البحيرة")
    assert (
        search.find(search.Question("بحيره"), search.AFFILIATE, 5) == []
    )  # a name is found by its beginnings
    assert search.find(search.Question("البحيره"), search.AFFILIATE, 5) == ["lakeside"]


def test_a_preview_changes_nothing(file: Path) -> None:
    assert "2 would be new" in run(file, "--preview").output
    assert not Affiliate.objects.exists()


def test_the_same_file_again_changes_nothing(file: Path) -> None:
    run(file)
    assert run(file).output == "0 are new, 0 are changed, 2 as before.\n"
    assert [entry.verb for entry in diary.entries_about(SUBJECT)] == ["imported"]


def test_a_newer_file_changes_what_differs(file: Path) -> None:
    run(file)
    file.write_text(HEADER + GHANA.replace("GH NA", "GH") + DELTA.replace("suspended", "recognized"))
    assert "Changed: lakeside (reaches)\nChanged: delta (state)\n" in run(file).output
    assert Affiliate.objects.get(key="lakeside").countries == ["GH"]
    assert list(Affiliate.objects.get(key="delta").steps.values_list("state", flat=True)) == [
        "suspended",
        "recognized",
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (GHANA.replace("GH NA", "GH XQ"), "Row 3, countries: “XQ” is not the code of a country"),
        (GHANA.replace("2020-03-01", "1.3.2020"), "Row 3, recognized_since: “1.3.2020” is not a day"),
        (GHANA.replace("chapter", "club"), "Row 3, kind: “club” is not one of"),
        (GHANA.replace("lakeside", "Lake Side"), "Row 3, key: “Lake Side” cannot stand in an address"),
        (DELTA, "Row 3, key: “delta” stands in row 2 already."),
        (GHANA.replace("en sw", "klingonese"), "Row 3, languages: “klingonese” is not the code"),
        (GHANA.replace("2020-03-01", "2120-03-01"), "Row 3, state: This day has not come yet."),
    ],
)
def test_a_bad_row_is_named_and_nothing_changes(file: Path, row: str, sentence: str) -> None:
    file.write_text(HEADER + DELTA + row)
    done = run(file)
    assert done.exit_code == 1
    assert sentence in done.output
    assert not Affiliate.objects.exists()


def test_no_file_takes_an_application_past_its_vote(tmp_path: Path) -> None:
    world.application(person("valentina"), key="hopeful")
    path = tmp_path / "affiliates.csv"
    path.write_text("key,kind,name\nhopeful,user_group,Hopeful Writers\n")
    assert "“hopeful” is being recognized here, step by step." in run(path).output
    assert Affiliate.objects.get(key="hopeful").state == "applied"


def test_a_spreadsheet_is_read_as_well(tmp_path: Path) -> None:
    book, path = Workbook(), tmp_path / "affiliates.xlsx"
    for row in (["key", "kind", "name"], ["delta", "user_group", "Delta"]):
        book.active.append(row)
    book.save(path)
    assert "1 are new" in run(path).output


def test_an_unknown_column_is_named(file: Path) -> None:
    file.write_text("key,kind,name,password\n")
    assert "“password” is not one that is read here" in run(file).output
