"""A formula in a title or a name stays a text in whatever is opened with a spreadsheet."""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation

import pytest
from openpyxl import load_workbook
from tests.conftest import Cast
from tests.whole import records
from tests.whole.hostile import *  # noqa: F403 -- its fixtures
from tests.whole.hostile import CSV, FORMULA
from tests.whole.records import Seen

from thriving.evidence.actions import state
from thriving.evidence.models import Source
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db

STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.fixture
def stated(april: None, db: None) -> None:
    Source.objects.create(key="w1", kind="workshop", title=Words(en=FORMULA))
    state([Statement("partner.met", "=1+1", records.APRIL, source="w1")], by="tests")


def cells_of(text: str) -> list[str]:
    return [cell for line in csv.reader(io.StringIO(text)) for cell in line]


def starts_a_formula(cell: str) -> bool:
    return cell.startswith(STARTS) and not is_number(cell)


def is_number(cell: str) -> bool:
    try:
        return Decimal(cell).is_finite()
    except InvalidOperation:
        return False


def test_no_cell_of_a_twin_begins_one(attacked_seen: list[Seen]) -> None:
    texts = [(row.name, page) for row, _role, _headers, page in attacked_seen if row in CSV]
    held = {name.partition(":")[0] for name, text in texts if "HYPERLINK" in text or "=1+1" in text}
    assert held >= {"milestones", "positions", "partnerships", "needs", "councils", "plan"}
    assert held >= {"funds", "proposals", "review", "payments", "grant_reports", "conduct"}
    assert [(name, cell) for name, text in texts for cell in cells_of(text) if starts_a_formula(cell)] == []


def test_no_cell_of_an_export_begins_one(stated: None, cast: Cast) -> None:
    client = records.client_of("evaluator", cast)
    cells = cells_of(client.get("/exports/", {"file": "csv"}).getvalue().decode())
    assert any("=1+1" in cell for cell in cells)
    assert not any(starts_a_formula(cell) for cell in cells)


def test_no_cell_of_a_workbook_is_one(stated: None, cast: Cast) -> None:
    client = records.client_of("evaluator", cast)
    book = load_workbook(io.BytesIO(client.get("/exports/", {"file": "xlsx"}).getvalue()))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert any("=1+1" in str(cell.value) for cell in cells)
    assert not any(cell.data_type == "f" for cell in cells)
