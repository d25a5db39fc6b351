from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.conftest import Cast
from tests.questions import world

from thriving.kernel import tables
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.questions import actions, queries
from thriving.questions.actions import Asked
from thriving.questions.models import Sheet, Version
from thriving.questions.paper import Reading, read


def reading(version: Version, *lines: str) -> Reading:
    return read(version, BytesIO("\n".join(lines).encode()))


def answered(version: Version, code: str) -> dict[str, Any]:
    sheet = queries.sheet_of(version.questionnaire, code)
    assert sheet
    return queries.answers_of(sheet)


def test_columns_and_answers_are_known_by_any_of_their_names(version: Version) -> None:
    found = reading(
        version,
        "Code,FOOD,days,First time?,How was it?,edits,born,Your story",
        "1,ع fish,monday;Tuesday,YES,4,12.5,1990-02-28,=1+1",
        "2,plants,,no,,,,",
    )
    assert found.problems == []
    assert actions.take_from_paper(version, found, by="test") == 2
    assert answered(version, "1") == {
        "food": "fish",
        "days": ["monday", "tuesday"],
        "first-time": "yes",
        "stars": 4,
        "edits": "12.5",
        "born": "1990-02-28",
        "story": "=1+1",
    }
    assert answered(version, "2") == {"food": "plants", "first-time": "no"}


@pytest.mark.parametrize(
    ("header", "row", "column", "sentence"),
    [
        ("code,food", "1,stones", "food", "Write one of: Meat, Fish, Plants"),
        ("code,stars", "1,9", "stars", "not one of the available"),
        ("code,edits", "1,1000", "edits", "less than or equal to 100"),
        ("code,born", "1,yesterday", "born", "valid date"),
        ("code,first-time", "1,maybe", "first-time", "neither yes nor no"),
        ("code,days", "1,monday;friday", "days", "not one of the answers"),
        ("code,food", ",fish", "code", "Give the sheet a code"),
        ("code,wine", "1,red", "wine", "No question is called"),
        ("code,food", "1,st\u202eon\u2066es", "food", "“stones” is not one of the answers"),
        ("code,first-time", "1,may\u202ebe", "first-time", "“maybe” is neither"),
        ("code,wi\u202ene", "1,red", "wi\u202ene", "No question is called “wine”"),
        ("food", "fish", "code", "“code” is missing"),
        ("code,food,Food", "1,fish,fish", "Food", "same question"),
    ],
)
def test_each_mistake_is_named_by_row_with_what_to_do(
    version: Version, *, header: str, row: str, column: str, sentence: str
) -> None:
    (problem,) = reading(version, header, row).problems
    assert (problem.row, problem.column) in {(1, column), (2, column)}
    assert sentence in problem.sentence


def test_a_sheet_is_taken_once(version: Version) -> None:
    actions.answer(version, "7", {"food": "fish"})
    found = reading(version, "code,food", "7,meat", "8,meat", "8,meat")
    assert [problem.row for problem in found.problems] == [2, 4]


def test_what_must_be_answered_has_a_column_and_a_cell(cast: Cast) -> None:
    version = world.published({"food": Asked("one_of", Words(en="Food"), options=world.FOOD, required=True)})
    assert "must answer" in reading(version, "code", "1").problems[0].sentence
    assert "empty" in reading(version, "code,food", "1,").problems[0].sentence


def test_where_one_row_is_wrong_none_is_taken(version: Version) -> None:
    found = reading(version, "code,food", "1,fish", "2,stones")
    with pytest.raises(Refused):
        actions.take_from_paper(version, found, by="test")
    assert not Sheet.objects.exists()


def sent(client: Client, version: Version, content: bytes, *, button: str) -> Any:
    file = SimpleUploadedFile("sheets.csv", content)
    return client.post(
        reverse("questions:paper", args=[version.questionnaire.key]), {"file": file, button: "1"}
    )


def test_a_table_is_checked_then_taken(client: Client, cast: Cast, version: Version) -> None:
    client.force_login(cast.evaluator)
    content = b"code,food\n1,fish\n2,meat\n"
    assert (
        "<bdi>2</bdi> sheets can be taken in"
        in sent(client, version, content, button="check").content.decode()
    )
    assert not Sheet.objects.exists()
    assert sent(client, version, content, button="take").status_code == 302
    assert Sheet.objects.count() == 2
    again = sent(client, version, content, button="take")
    assert again.status_code == 422
    assert "is there already" in again.content.decode()


def test_a_spreadsheet_does_as_well(version: Version) -> None:
    file = BytesIO()
    tables.write_xlsx(file, ["code", "edits"], [[1, 12], [2, 13]])
    file.seek(0)
    found = read(version, file)
    assert [(row.code, str(row.answers["edits"])) for row in found.rows] == [("1", "12"), ("2", "13")]


def test_what_is_no_table_gets_a_sentence(client: Client, cast: Cast, version: Version) -> None:
    client.force_login(cast.evaluator)
    assert sent(client, version, b"", button="take").status_code == 422


def test_sheets_are_typed_one_after_the_other(client: Client, cast: Cast, version: Version) -> None:
    client.force_login(cast.evaluator)
    page = reverse("questions:sheet", args=[version.questionnaire.key])
    said = {"question--code": "12", "question-food": "fish"}
    assert client.post(page, said).status_code == 302
    assert answered(version, "12") == {"food": "fish"}
    again = client.post(page, said)
    assert again.status_code == 422
    assert "another code" in again.content.decode()
