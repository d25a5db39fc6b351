"""`thriving evidence import | undo | export | package` and `thriving indicators …`."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.conftest import Cast
from tests.evidence.imports.conftest import HEADER, SOURCES, engaged, piloted
from tests.evidence.indicators.conftest import FILE, MAPPING
from tests.factories import with_example

from thriving.evidence import actions
from thriving.evidence.commands import evidence, indicators
from thriving.evidence.models import Batch, Fact, Indicator
from thriving.kernel import clock, tables
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with clock.stopped_at(datetime(2020, 4, 15, 12, tzinfo=UTC)):
        yield


def thriving(*arguments: object) -> Result:
    group = indicators if arguments[0] == "indicators" else evidence
    return CliRunner().invoke(group, [str(each) for each in arguments[1:]])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "records.csv"
    path.write_text("\n".join((HEADER, engaged("a"), piloted("alpha"), "")), encoding="utf-8")
    return path


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    path = tmp_path / "sources.csv"
    path.write_text(SOURCES, encoding="utf-8")
    return path


def take_in(file: Path, sources: Path, *more: str) -> Result:
    return thriving("evidence", "import", file, "--sources", sources, "--issuer", "A register", *more)


def test_a_preview_says_what_would_change(file: Path, sources: Path) -> None:
    said = {"kind": "distinct", "fact": "pilot.data_contributed", "unit": {"code": "community"}}
    actions.define_measure("communities", with_example(said), title=Words(en="Communities"), by="test")
    result = take_in(file, sources)
    assert result.exit_code == 0
    assert "2 new, 0 corrections, 0 known already, 0 with errors." in result.output
    assert "Communities: 0 → 1" in result.output
    assert not Fact.objects.exists()


def test_a_previewed_import_is_taken_in_later(file: Path, sources: Path) -> None:
    take_in(file, sources)
    result = thriving("evidence", "import", "--resume", Batch.objects.get().pk, "--apply")
    assert "Taken in: 2 new, 0 corrected, 0 known already." in result.output
    assert Fact.objects.count() == 2


def test_a_file_is_taken_in_and_undone(file: Path, sources: Path) -> None:
    assert take_in(file, sources, "--apply").exit_code == 0
    result = thriving("evidence", "undo", Batch.objects.get().pk, "--why", "the wrong file")
    assert "is undone as a whole" in result.output
    assert not Fact.objects.filter(superseded_number=None).exists()


def test_errors_are_told_by_row_and_nothing_is_taken_in(file: Path) -> None:
    result = thriving("evidence", "import", file, "--apply")
    assert result.exit_code == 1
    assert "row 2, subject: Nobody knows whose code this is" in result.output
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import",), "Name a file"),
        (("import", "--resume", "77"), "There is no import number 77."),
        (("undo", "77", "--why", "x"), "There is no import number 77."),
        (("export", "x.csv", "--kind", "no.such"), "There is no kind of record called no.such."),
        (("export", "x.csv", "--as", "nobody"), "There is nobody here called nobody."),
    ],
)
def test_a_mistake_is_answered_with_a_sentence(arguments: tuple[str, ...], sentence: str) -> None:
    result = thriving("evidence", *arguments)
    assert result.exit_code != 0
    assert sentence in result.output


def test_ctrl_c_says_how_to_go_on(file: Path, sources: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("thriving.evidence.imports.reading.compare", interrupted)
        result = take_in(file, sources)
    batch = Batch.objects.get()
    assert f"To go on: thriving evidence import --resume {batch.pk}" in result.output
    assert (result.exit_code, batch.state) == (1, "stopped")
    assert thriving("evidence", "import", "--resume", batch.pk, "--apply").exit_code == 0


def test_an_export_holds_what_everyone_may_open(file: Path, sources: Path, tmp_path: Path) -> None:
    take_in(file, sources, "--apply")
    result = thriving("evidence", "export", tmp_path / "out.csv")
    assert result.exit_code == 0
    with (tmp_path / "out.csv").open("rb") as out:
        assert [row.cells["subject"] for row in tables.read(out)] == ["alpha"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_an_export_read_again_changes_nothing(
    file: Path, sources: Path, tmp_path: Path, cast: Cast, ending: str
) -> None:
    take_in(file, sources, "--apply")
    out = tmp_path / f"out.{ending}"
    thriving("evidence", "export", out, "--as", cast.evaluator.username)
    result = thriving("evidence", "import", out, "--apply")
    assert "0 new, 0 corrections, 2 known already, 0 with errors." in result.output


def test_an_export_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.csv"
    out.write_text("the old one")

    def break_off(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(tables, "write_csv", break_off)
    thriving("evidence", "export", out)
    assert out.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [out]


def test_formulas_are_neutral_in_an_export(tmp_path: Path) -> None:
    path = tmp_path / "records.csv"
    path.write_text("\n".join((HEADER, piloted("=HYPERLINK(1)"), "")), encoding="utf-8")
    thriving("evidence", "import", path, "--apply")
    thriving("evidence", "export", tmp_path / "out.csv")
    assert "'=HYPERLINK(1)" in (tmp_path / "out.csv").read_text()


def test_the_package_is_one_file_with_a_digest(file: Path, sources: Path, tmp_path: Path) -> None:
    take_in(file, sources, "--apply")
    first, second = (tmp_path / name for name in ("one.zip", "two.zip"))
    result = thriving("evidence", "package", first)
    thriving("evidence", "package", second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        said = json.loads(archive.read("datapackage.json"))
    assert said["digest"].removeprefix("sha256:") in result.output
    assert "as known on 15 April 2020" in result.output


@pytest.fixture
def series(tmp_path: Path) -> tuple[Path, Path]:
    mapping, path = tmp_path / "mapping.toml", tmp_path / "editors.tsv"
    mapping.write_text(MAPPING, encoding="utf-8")
    path.write_text(FILE, encoding="utf-8")
    return path, mapping


def test_series_are_previewed_imported_and_listed(series: tuple[Path, Path]) -> None:
    path, mapping = series
    assert "No series has been read yet" in thriving("indicators", "list").output
    preview = thriving("indicators", "import", path, "--mapping", mapping, "--preview")
    assert "editors: 2 months new" in preview.output
    assert not Indicator.objects.exists()
    assert thriving("indicators", "import", path, "--mapping", mapping).exit_code == 0
    assert "editors: nothing new" in thriving("indicators", "import", path, "--mapping", mapping).output
    assert "editors: 2 months, newest 2019-08. A publisher" in thriving("indicators", "list").output


def test_a_bad_series_changes_nothing(series: tuple[Path, Path]) -> None:
    path, mapping = series
    path.write_text(FILE.replace("110.0", "many"), encoding="utf-8")
    result = thriving("indicators", "import", path, "--mapping", mapping)
    assert result.exit_code == 1
    assert "editors.tsv: line 3: “many” in the column “editors” is not a number." in result.output
    assert not Indicator.objects.exists()


def test_a_person_answers_for_what_they_import(file: Path, sources: Path, cast: Cast) -> None:
    take_in(file, sources)
    take_in(file, sources, "--by", cast.evaluator.username)
    named = list(Batch.objects.order_by("pk").values_list("stated_by", flat=True))
    assert named == ["thriving evidence import", cast.evaluator.key]
