"""A formula in a title or a name stays a text in whatever is opened with a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from decimal import Decimal, InvalidOperation

import pytest
from openpyxl import load_workbook
from tests.conftest import Cast
from tests.factories import with_example
from tests.whole import records
from tests.whole.records import *  # noqa: F403 -- its fixtures

from thriving.evidence.actions import define_measure, state
from thriving.evidence.models import Source
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.plan import actions
from thriving.plan.file import shipped

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("https://evil.example","Click")'
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
TITLE = re.compile(r'^(title|sentence|counted) = "', re.MULTILINE)


@pytest.fixture
def attacked_plan(year: None) -> None:
    said = FORMULA.replace('"', '\\"')
    actions.load(TITLE.sub(lambda found: f"{found[0]}{said} ", shipped()), by="tests", reason=FORMULA)


@pytest.fixture
def attacked(attacked_plan: None, all_records: None) -> None:
    counted = with_example({"kind": "count", "fact": "partner.met", "unit": {"code": "record"}})
    define_measure("attacked", counted, title=Words(en=FORMULA), by="tests")
    Source.objects.create(key="w1", kind="workshop", title=Words(en=FORMULA))
    state([Statement("partner.met", "=1+1", records.APRIL, source="w1")], by="tests")
    Person.objects.update(name=FORMULA)


def cells_of(text: str) -> list[str]:
    return [cell for line in csv.reader(io.StringIO(text)) for cell in line]


def starts_a_formula(cell: str) -> bool:
    return cell.startswith(STARTS) and not is_number(cell)


def is_number(cell: str) -> bool:
    try:
        return Decimal(cell).is_finite()
    except InvalidOperation:
        return False


def test_no_cell_of_a_twin_begins_one(attacked: None, cast: Cast) -> None:
    rows = tuple(row for row in records.TWINS if row.name.endswith("-csv"))
    texts = [(row.name, response.getvalue().decode()) for row, _, response in records.opened(cast, rows)]
    assert any("HYPERLINK" in text for _name, text in texts)
    assert [(name, cell) for name, text in texts for cell in cells_of(text) if starts_a_formula(cell)] == []


def test_no_cell_of_an_export_begins_one(attacked: None, cast: Cast) -> None:
    client = records.client_of("evaluator", cast)
    cells = cells_of(client.get("/exports/", {"file": "csv"}).getvalue().decode())
    assert any("=1+1" in cell for cell in cells)
    assert not any(starts_a_formula(cell) for cell in cells)


def test_no_cell_of_a_workbook_is_one(attacked: None, cast: Cast) -> None:
    client = records.client_of("evaluator", cast)
    book = load_workbook(io.BytesIO(client.get("/exports/", {"file": "xlsx"}).getvalue()))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert any("=1+1" in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
