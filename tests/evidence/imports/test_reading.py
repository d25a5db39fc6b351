from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files import File
from tests.evidence.imports.conftest import Upload, csv_file, engaged, piloted, xlsx_file

from thriving.evidence.imports import read, receive, resume, stop
from thriving.evidence.imports import reading as reading_module
from thriving.evidence.models import Batch, Fact, PersonCode, StagedRow
from thriving.kernel.files import FileRefused

pytestmark = pytest.mark.django_db


def faults(batch: Batch) -> list[tuple[int, str, str]]:
    return [(row.row, *fault) for row in batch.staged.all() for fault in row.faults]


def test_a_sound_file_is_checked_and_nothing_is_taken_in(upload: Upload) -> None:
    batch = read(upload(engaged("a"), engaged("b"), piloted("alpha")))
    assert (batch.state, batch.rows, batch.faults) == ("checked", 3, 0)
    assert batch.preview["rows"] == {"faulty": 0, "new": 3, "corrected": 0, "unchanged": 0}
    assert not Fact.objects.exists()


def test_a_person_is_staged_by_a_random_identifier(upload: Upload) -> None:
    batch = read(upload(engaged("a"), engaged("a", stage="refined"), engaged("b")))
    first, second, third = batch.staged.values_list("subject", flat=True)
    assert first == second != third
    assert {len(first), len(third)} == {32}
    assert set(PersonCode.objects.values_list("issuer", "code")) == {("A register", "a"), ("A register", "b")}


def test_the_same_code_of_another_issuer_is_another_person(upload: Upload) -> None:
    first = read(upload(engaged("a"))).staged.get().subject
    second = read(upload(engaged("a"), issuer="Another register")).staged.get().subject
    assert first != second


def test_a_spreadsheet_brings_its_sources_in_a_second_sheet(db: None) -> None:
    row = ["leadership.engaged", "2020-03-01", "a", "", "w9", "", "", "tested", "", "", ""]
    sources = [["w9", "workshop", "ورشة", "public", ""]]
    batch = read(receive(xlsx_file([row], sources), by="test", issuer="A register"))
    assert (batch.state, batch.faults) == ("checked", 0)
    assert str(batch.staged_sources.get().title) == "ورشة"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("no.such,2020-03-01,a,,,,,,,,", (2, "kind", "“no.such” is not one of:")),
        ("pilot.data_contributed,1 March,a,,,,,,thematic,,", (2, "occurred_on", "“1 March” is not a day")),
        (
            "pilot.data_contributed,2020-03-01,,,,,,,thematic,,",
            (2, "subject", "This cell must not be empty."),
        ),
        ("pilot.data_contributed,2020-03-01,a,7,,,,,thematic,,", (2, "value", "has no value")),
        ("pilot.data_contributed,2020-03-01,a,x,,,,,thematic,,", (2, "value", "“x” is not a number")),
        ("pilot.data_contributed,2020-03-01,a,,,,,,galactic,,", (2, "community_type", "cannot stand in")),
        ("pilot.data_contributed,2020-03-01,a,,,,,tested,thematic,,", (2, "stage", "has no “stage”")),
        ("pilot.data_contributed,2020-03-01,a,,w9,,,,thematic,,", (2, "source", "Nobody says what “w9” is")),
        ("leadership.engaged,2020-03-01,Ada L.,,,,,tested,,,", (2, "subject", "looks like a name")),
        ("leadership.engaged,2020-03-01,ada@example.org,,,,,tested,,,", (2, "subject", "looks like a name")),
        ("leadership.engaged,2020-03-01,a,,,,public,tested,,,", (2, "visibility", "never to more")),
    ],
)
def test_each_error_names_its_row_and_column(upload: Upload, line: str, fault: tuple[int, str, str]) -> None:
    batch = read(upload(line))
    [(row, column, sentence)] = faults(batch)
    assert (row, column) == fault[:2]
    assert fault[2] in sentence
    assert batch.faults == 1


def test_every_row_with_an_error_is_counted_and_no_number_is_told(upload: Upload) -> None:
    batch = read(upload(piloted("a"), piloted("b", day="?"), piloted("c", day="!")))
    assert [row for row, _column, _sentence in faults(batch)] == [3, 4]
    assert (batch.faults, batch.preview["numbers"]) == (2, [])


def test_two_rows_that_say_one_thing_differently_are_an_error(upload: Upload) -> None:
    batch = read(upload(piloted("a"), piloted("a", day="2020-03-02")))
    assert faults(batch) == [(3, "key", "Row 2 states this already, and differently.")]


def test_two_rows_that_say_the_same_are_none(upload: Upload) -> None:
    assert read(upload(piloted("a"), piloted("a"))).faults == 0


def test_without_an_issuer_no_code_is_a_person(upload: Upload) -> None:
    batch = read(upload(engaged("a"), issuer=""))
    assert "name the issuer" in faults(batch)[0][2]
    assert not PersonCode.objects.exists()


def test_our_own_identifier_is_the_same_person(upload: Upload) -> None:
    key = read(upload(engaged("a"))).staged.get().subject
    assert read(upload(engaged(key))).staged.get().subject == key


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (csv_file(header="kind,occurred_on"), "The column “subject” is missing."),
        (csv_file(header="kind,occurred_on,subject,gender"), "“gender” is not one that is read here"),
        (csv_file(), "no row below the names"),
        (File(csv_file(piloted("a")).file, name="x.csv"), ""),
    ],
)
def test_a_file_that_is_no_such_table_is_refused(file: File[bytes], problem: str) -> None:
    batch = read(receive(file, by="test"))
    assert problem in batch.problem
    assert batch.state == ("refused" if problem else "checked")


def test_a_file_of_another_kind_is_not_kept() -> None:
    with pytest.raises(FileRefused, match="none of the kinds"):
        receive(File(BytesIO(b"%PDF-1.7"), name="records.csv"), by="test")


def test_sources_with_errors_refuse_the_file(db: None) -> None:
    sources = csv_file(
        header="key,kind,title,visibility,url\nw 1,workshop,A,public,\nw2,workshop,,public,javascript:x\n"
    )
    batch = read(receive(csv_file(piloted("a")), by="test", sources=sources))
    assert batch.state == "refused"
    assert "Sources, row 2, key" in batch.problem
    assert "Sources, row 3, title" in batch.problem
    assert "Sources, row 3, url" in batch.problem


def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading_module, "ROWS_AT_ONCE", 2)


def test_a_stopped_import_goes_on_behind_its_last_row(
    upload: Upload, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_steps(monkeypatch)
    batch = upload(*[piloted(f"c{number}") for number in range(5)])
    read(
        batch,
        lambda reached: stop(Batch.objects.get(pk=reached.pk), by="test") if reached.rows == 2 else None,
    )
    assert (batch.state, batch.rows, batch.complete) == ("stopped", 2, False)
    resume(batch)
    read(batch)
    assert (batch.state, batch.rows) == ("checked", 5)
    assert list(batch.staged.values_list("row", flat=True)) == [2, 3, 4, 5, 6]


def test_a_reader_that_died_is_followed_by_another(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    small_steps(monkeypatch)
    batch = upload(*[piloted(f"c{number}") for number in range(5)])

    def die(reached: Batch) -> None:
        if reached.rows == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        read(batch, die)
    found = Batch.objects.get()
    assert (found.state, found.rows) == ("reading", 4)
    assert read(found).state == "checked"
    assert StagedRow.objects.count() == 5


def test_of_two_readers_one_leaves(upload: Upload, monkeypatch: pytest.MonkeyPatch) -> None:
    small_steps(monkeypatch)
    batch = upload(*[piloted(f"c{number}") for number in range(5)])
    others: list[Any] = []

    def read_too(reached: Batch) -> None:
        if not others:
            others.append(read(Batch.objects.get(pk=reached.pk)))

    read(batch, read_too)
    assert (others[0].state, batch.state) == ("checked", "checked")
    assert StagedRow.objects.count() == 5


def test_strings_of_every_script_are_kept_as_they_are(upload: Upload) -> None:
    codes = ["אברהם", "محمد", "李雷", "ñandú", "👩🏽‍🔬", "=HYPERLINK(1)", "<script>"]
    batch = read(upload(*[engaged(f'"{code}"') for code in codes]))
    assert faults(batch) == []
    assert set(PersonCode.objects.values_list("code", flat=True)) == set(codes)


def test_a_cell_of_ten_thousand_characters_is_an_error_of_its_row(upload: Upload) -> None:
    long = "x" * 10_000
    found = faults(read(upload(piloted(long), engaged(long))))
    assert {(row, column) for row, column, _sentence in found} == {
        (2, "subject"),
        (2, "source"),
        (3, "subject"),
    }
