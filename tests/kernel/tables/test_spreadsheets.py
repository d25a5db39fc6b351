from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from thriving.kernel.tables import Limits, Unreadable, read, sheets, write_sheets, write_xlsx
from thriving.kernel.tables.limits import MEGABYTE

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    + "".join(
        f'<!ENTITY {chr(letter + 1)} "{"".join(f"&{chr(letter)};" for _ in range(10))}">'
        for letter in range(ord("b"), ord("k"))
    )
    + "]><worksheet><sheetData><row><c t='inlineStr'><is><t>&k;</t></is></c></row></sheetData></worksheet>"
)


def book(*rows: list[object]) -> io.BytesIO:
    made, file = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)  # type: ignore[union-attr]
    made.save(file)
    return file


def with_part(file: io.BytesIO, name: str, content: bytes) -> io.BytesIO:
    """The same archive with one part exchanged or added."""
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return changed


def with_texts(texts: list[str]) -> io.BytesIO:
    """One column, as spreadsheet programs write it: every text in a part of its own, cells point to it."""
    cells = "".join(f"<row><c t='s'><v>{number}</v></c></row>" for number in range(len(texts)))
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    file = with_part(
        book(["n"]), "xl/sharedStrings.xml", f"<sst xmlns='{SHEET_MAIN_NS}'>{items}</sst>".encode()
    )
    sheet = f"<worksheet xmlns='{SHEET_MAIN_NS}'><sheetData>{cells}</sheetData></worksheet>"
    file = with_part(file, "xl/worksheets/sheet1.xml", sheet.encode())
    with zipfile.ZipFile(file) as archive:
        told = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{SHARED_STRINGS}"/></Types>'
        types = archive.read("[Content_Types].xml").replace(b"</Types>", told.encode())
    return with_part(file, "[Content_Types].xml", types)


def test_cells_come_as_one_would_type_them() -> None:
    file = book(
        ["day", "share", "people", "sure", "moment", "none"],
        [date(2020, 3, 31), 0.1 + 0.2, 88.0, True, datetime(2020, 4, 1, 12, 30), None],
    )
    (row,) = read(file)
    assert row.cells == {
        "day": "2020-03-31",
        "share": "0.3",
        "people": "88",
        "sure": "true",
        "moment": "2020-04-01T12:30:00",
        "none": "",
    }


def test_blank_rows_are_counted_and_left_out() -> None:
    assert [row.number for row in read(book(["n"], [1], [None], [2]))] == [2, 4]


def test_a_sheet_is_read_by_its_name() -> None:
    file = io.BytesIO()
    write_sheets(file, [("facts", ["n"], [[1]]), ("sources", ["key"], [["w1"]])])
    assert sheets(file) == ("facts", "sources")
    assert [row.cells for row in read(file, sheet="sources")] == [{"key": "w1"}]
    with pytest.raises(Unreadable, match="no sheet named “more”"):
        read(file, sheet="more")


def test_what_is_written_is_read_again() -> None:
    file = io.BytesIO()
    write_xlsx(file, ["a", "b", "c"], [["=1+1", Decimal("1.5"), date(2020, 1, 2)]], title="a/b:c")
    (row,) = read(file)
    assert row.cells == {"a": "=1+1", "b": "1.5", "c": "2020-01-02"}


def test_no_written_cell_is_a_formula() -> None:
    file = io.BytesIO()
    write_xlsx(file, ["=A1"], [['=HYPERLINK("https://example.org")'], ["+1+1"], ["@x"], [-5]])
    cells = [cell for row in load_workbook(file).active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert [cell.data_type for cell in cells] == ["s", "s", "s", "s", "n"]


def test_moments_and_odd_characters_can_be_written() -> None:
    file = io.BytesIO()
    write_xlsx(file, ["at", "text"], [[datetime(2020, 1, 2, 3, 4, tzinfo=UTC), "a\x07b 🌍"]])
    (row,) = read(file)
    assert row.cells == {"at": "2020-01-02T03:04:00+00:00", "text": "ab 🌍"}


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("xl/worksheets/sheet1.xml", b"<not closed"),
        ("xl/worksheets/sheet1.xml", LAUGHS.encode()),
        ("xl/workbook.xml", b""),
        ("[Content_Types].xml", b"<Types/>"),
    ],
)
def test_a_damaged_or_hostile_part_is_refused_with_a_sentence(part: str, content: bytes) -> None:
    with pytest.raises(Unreadable, match=r"damaged|no sheet"):
        list(read(with_part(book(["n"], [1]), part, content)))


def test_a_spreadsheet_that_unpacks_to_too_much_is_refused() -> None:
    bomb = with_part(book(["n"], [1]), "xl/media/zeros.bin", bytes(30_000_000))
    with pytest.raises(Unreadable, match="far more than a table needs"):
        read(bomb)


def test_a_large_sheet_of_few_texts_is_read() -> None:
    rows = [["name", "region"], *([f"person {number}", "south-asia"] for number in range(20_000))]
    assert sum(1 for _row in read(book(*rows))) == 20_000


def test_a_spreadsheet_whose_texts_would_fill_the_memory_is_refused() -> None:
    """Every different text is kept until the last row is read: a megabyte of them takes up to eighteen."""
    file = with_texts(["name", *(f"{number:040}" for number in range(30_000))])
    with pytest.raises(Unreadable, match="more text than can be read at once"):
        read(file, Limits(texts=MEGABYTE))
    assert [row.cells["name"] for row in read(file, Limits(texts=2 * MEGABYTE))][-1] == f"{29_999:040}"


def test_a_large_part_that_must_be_read_at_once_is_refused() -> None:
    with zipfile.ZipFile(book(["n"], [1])) as archive:
        styles = archive.read("xl/styles.xml").replace(b"<fonts", b" " * MEGABYTE + b"<fonts", 1)
    file = with_part(book(["n"], [1]), "xl/styles.xml", styles)
    assert sum(1 for _row in read(file)) == 1
    with pytest.raises(Unreadable, match="far more than a table needs"):
        read(file, Limits(whole=MEGABYTE))


def test_a_spreadsheet_of_too_many_parts_is_refused() -> None:
    file = book(["n"], [1])
    with zipfile.ZipFile(file, "a") as archive:
        for number in range(50):
            archive.writestr(f"xl/media/{number}", b"")
    with pytest.raises(Unreadable, match="more parts"):
        read(file, Limits(parts=40))


def test_a_wrong_declared_size_of_the_sheet_loses_no_cell() -> None:
    file = book(["a", "b"], [1, 2])
    with zipfile.ZipFile(file) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").replace(b'ref="A1:B2"', b'ref="A1"')
    assert [row.cells for row in read(with_part(file, "xl/worksheets/sheet1.xml", sheet))] == [
        {"a": "1", "b": "2"}
    ]
