from __future__ import annotations

import codecs
import io
import tracemalloc
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.kernel.tables import Limits, Row, Unreadable, csv_lines, read, sheets

HEADER = "day,people\n"


def rows(content: bytes, limits: Limits | None = None) -> list[Row]:
    return list(read(io.BytesIO(content), limits))


def test_a_row_has_its_number_in_the_spreadsheet() -> None:
    assert rows(b"day,people\n2020-03-31,84\n\n2020-04-10,88\n") == [
        Row(2, {"day": "2020-03-31", "people": "84"}),
        Row(4, {"day": "2020-04-10", "people": "88"}),
    ]


def test_a_cell_with_line_ends_is_one_row() -> None:
    found = rows(b'day,note\n2020-03-31,"one\ntwo"\n2020-04-01,three\n')
    assert [(row.number, row.cells["note"]) for row in found] == [(2, "one\ntwo"), (3, "three")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    content = f'day{delimiter}"a, b; c"\n2020-03-31{delimiter}84\n'
    assert rows(content.encode()) == [Row(2, {"day": "2020-03-31", "a, b; c": "84"})]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_encoding_is_told_by_its_mark(encoding: str) -> None:
    content = "اسم,name\nليلى 🌍,Ọlá\n".encode(encoding)
    assert rows(content)[0].cells == {"اسم": "ليلى 🌍", "name": "Ọlá"}


def test_big_endian_utf_16_is_read() -> None:
    assert rows(codecs.BOM_UTF16_BE + "name\nÉ\n".encode("utf-16-be"))[0].cells == {"name": "É"}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        ("name\nJosé\n".encode("latin-1"), "UTF-8"),
        (b"name\nfine\n" + b"x" * 100_000 + b"\xff\n", "UTF-8"),
        (b"name\n\x00\n", "no text has"),
        (b'name\n"never closed\n', "Row 2"),
        (b"name,name\n1,2\n", "Two columns are named “name”"),
        (b"name,,other\n1,2,3\n", "Column 2 has no name"),
        (b"\xd0\xcf\x11\xe0 old", ".xls"),
        (b"PK\x03\x04 but nothing more", "damaged"),
        (b"name\n" + b"x" * 200_000, "longer than"),
        (b"name," * 300 + b"last\n", "more than 200 columns"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        rows(content)


def test_a_file_past_the_size_limit_is_refused() -> None:
    with pytest.raises(Unreadable, match="larger than 1 MB"):
        rows(b"x" * 1_048_577, Limits(size=1_048_576))


def test_rows_past_the_limit_are_refused_and_none_less() -> None:
    assert len(rows(b"n\n1\n2\n3\n", Limits(rows=3))) == 3
    with pytest.raises(Unreadable, match="more than 3 rows"):
        rows(b"n\n1\n2\n3\n4\n", Limits(rows=3))


def test_a_row_with_too_many_cells_has_a_problem() -> None:
    assert rows(b"n\n1,2\n")[0].problems == ("This row has more cells than the first row has names.",)


def test_empty_cells_past_the_last_column_are_no_problem() -> None:
    assert rows(b"n,,\n1,,\n") == [Row(2, {"n": "1"})]


def test_a_cell_that_is_too_long_has_a_problem() -> None:
    (row,) = rows(b"n\n" + b"x" * 11 + b"\n", Limits(cell=10))
    assert row.problems == ("A cell of this row is longer than 10 characters.",)


def test_csv_has_no_sheets() -> None:
    assert sheets(io.BytesIO(HEADER.encode())) == ()
    with pytest.raises(Unreadable, match="no sheets"):
        read(io.BytesIO(HEADER.encode()), sheet="sources")


def test_memory_does_not_grow_with_the_rows() -> None:
    content = io.BytesIO(
        "".join(csv_lines(["n", "text"], ((n, "word " * 10) for n in range(50_000)))).encode()
    )
    tracemalloc.start()
    count = sum(1 for _row in read(content))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 50_000
    assert peak < 1_000_000


@given(st.binary(max_size=300))
def test_no_bytes_are_answered_with_anything_but_rows_or_a_sentence(content: bytes) -> None:
    with suppress(Unreadable):
        rows(content)
