from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from thriving.history.commands import history
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake

WINDOW = ("--from", "2020-01-01", "--until", "2020-02-01")


def run(lake: Lake, *arguments: object, given: str = "") -> Result:
    command = ["people", "--lake", lake.folder, *WINDOW, *arguments]
    result = CliRunner().invoke(history, [str(each) for each in command], input=given)
    if isinstance(result.exception, HistoryError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result


def test_names_in_the_command(world: Lake) -> None:
    said = run(world, "--name", "user:creates", "--name", "Sizes")
    assert "names  edits                 7      edits" in said.stdout


def test_names_in_files_are_a_scope_each(world: Lake, tmp_path: Path) -> None:
    for title, names in (("one.txt", "Creates\r\nSizes\r\n"), ("two.txt", "\ufeffSizes\n\nTalks")):
        (tmp_path / title).write_text(names, encoding="utf-8")
    said = run(world, "--names", tmp_path / "one.txt", "--names", tmp_path / "two.txt", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(said.stdout)))
    edits = {row["scope"]: row["value"] for row in rows if row["figure"] == "edits"}
    assert edits == {"one.txt": "7", "two.txt": "6", "together": "9"}


def test_names_from_standard_input(world: Lake) -> None:
    said = run(world, "--names", "-", "--format", "json", given="Sizes\n")
    (edits,) = (row for row in json.loads(said.stdout)["rows"] if row["figure"] == "edits")
    assert edits == {
        "scope": "standard input",
        "figure": "edits",
        "value": 4,
        "unit": "edits",
        "known_from": None,
        "note": None,
    }


def test_where_the_figures_come_from_is_told(world: Lake) -> None:
    said = run(world, "--name", "Sizes", "--format", "json", "--zone", "Africa/Nairobi")
    about = json.loads(said.stdout)
    assert about["notes"] == said.stderr.splitlines()
    assert "content" in about["notes"][0]
    assert about["scopes"] == [
        {"title": "names", "from": "2020-01-01", "until": "2020-02-01", "zone": "Africa/Nairobi"}
    ]
    assert "Sizes" not in said.stdout


def test_a_lake_at_an_address_is_asked(world: Lake) -> None:
    there = ["people", "--lake", world.folder.as_uri(), *WINDOW, "--name", "Sizes"]
    assert CliRunner().invoke(history, there).stdout == run(world, "--name", "Sizes").stdout


def test_parquet_is_typed(world: Lake, tmp_path: Path) -> None:
    run(world, "--name", "Sizes", "--format", "parquet", "--output", tmp_path / "rows.parquet")
    rows = pyarrow.parquet.read_table(tmp_path / "rows.parquet")
    assert str(rows.schema.field("value").type) == "int64"
    assert str(rows.schema.field("known_from").type) == "date32[day]"


def test_who_is_left_out_is_said_beside_the_rows(world: Lake) -> None:
    said = run(world, "--name", "Nobody at all", "--name", "Cy", "--name", "Sizes", "--format", "csv")
    assert "left out: Nobody at all" in said.stderr
    assert "give their names of today: Cy" in said.stderr
    assert "Nobody" not in said.stdout


def test_it_explains_what_was_asked(world: Lake) -> None:
    said = run(
        world, "--name", "Sizes", "--explain", "--zone", "Africa/Addis_Ababa", "--days-before", 7
    ).stdout
    assert "pages_improved: Pages with such an edit that nobody of the scope created" in said
    assert "from 2020-01-01 (included) until 2020-02-01 (left out), Africa/Addis_Ababa" in said
    assert "2019-12-31 21:00:00 until 2020-01-31 21:00:00 UTC" in said
    assert "days_before = 7, days_after = 30" in said
    assert "Snapshots: aawiki 2020-12, abwiki 2020-12" in said
    assert "(aawiki, abwiki)" in said  # which pages are content there
    assert 'CREATE TABLE "what_people_did"' in said
    assert said.count("GROUP BY") >= 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Say who: --name NAME"),
        (("--names", "nowhere.txt"), r"There is no file nowhere\.txt"),
        (("--name", "Sizes", "--wiki", "xxwiki"), "does not hold xxwiki"),
        (("--name", "Sizes", "--zone", "Nowhere"), "There is no time zone Nowhere"),
        (("--name", "Sizes", "--format", "parquet"), "say where it goes with --output"),
        (("--name", "Sizes", "--output", "/nowhere/rows.csv"), "cannot be written: No such file"),
    ],
)
def test_what_cannot_be_asked_is_a_sentence(arguments: tuple[str, ...], said: str, world: Lake) -> None:
    with pytest.raises(HistoryError, match=said):
        run(world, *arguments)


def test_a_list_that_is_no_text_is_a_sentence(world: Lake, tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_bytes("Zoë".encode("latin-1"))
    with pytest.raises(HistoryError, match=r"no text in UTF-8 \(at byte 3\)"):
        run(world, "--names", file)


def test_a_folder_is_no_list_of_names(world: Lake, tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="cannot be read as a list of names: Is a directory"):
        run(world, "--names", tmp_path)
