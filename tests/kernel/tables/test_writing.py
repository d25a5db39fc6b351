from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thriving.kernel.tables import csv_lines, neutral, read, write_csv
from thriving.kernel.tables.writing import as_typed

DANGEROUS = "=+-@\t\r\n＝＋－＠"
# What a table can hold: text that a file in UTF-8 has, without the blanks around it that reading takes off.
TEXT = st.text(
    st.one_of(st.sampled_from("=+-@'\t \n;,\"1.5"), st.characters(codec="utf-8", exclude_characters="\0")),
    max_size=30,
).map(str.strip)


def written(*rows: list[object]) -> str:
    return "".join(csv_lines(["a"], rows))


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("https://example.org")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "'=1"]
)
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == "'" + text


@pytest.mark.parametrize(
    "value", [-5, Decimal("-0.5"), 1.5, "-5", "+49", "-0.5", "plain", "a=b", None, date(2020, 1, 2)]
)
def test_numbers_and_plain_words_stay_as_they_are(value: object) -> None:
    assert neutral(value) is value


@pytest.mark.parametrize(
    ("cell", "typed"), [("'=1", "=1"), ("'til then", "'til then"), ("=1", "=1"), ("''=1", "'=1")]
)
def test_only_an_apostrophe_before_a_formula_is_taken_off(cell: str, typed: str) -> None:
    assert as_typed(cell) == typed


def test_values_are_written_for_machines() -> None:
    row = [None, True, Decimal("1E+2"), date(2020, 1, 2), 1.5, "a, b"]
    assert written(row).splitlines()[1] == ',true,100,2020-01-02,1.5,"a, b"'


def test_the_header_is_neutralized_too() -> None:
    assert next(csv_lines(["=1"], [])) == "'=1\r\n"


def test_a_file_gets_the_same_lines() -> None:
    file = io.StringIO()
    write_csv(file, ["a"], [["=1"]])
    assert file.getvalue() == written(["=1"])


def test_lines_come_one_by_one() -> None:
    def rows() -> object:
        yield [1]
        raise AssertionError("nobody asked for the second row")

    lines = csv_lines(["a"], rows())  # type: ignore[arg-type]
    assert [next(lines), next(lines)] == ["a\r\n", "1\r\n"]


@given(st.lists(TEXT, min_size=1, max_size=4))
def test_no_cell_starts_a_formula(texts: list[str]) -> None:
    cells = next(csv.reader(io.StringIO(next(csv_lines(texts, [])), newline="")))
    harmless = [
        cell for cell in cells if not cell.startswith(tuple(DANGEROUS)) or cell[1:].replace(".", "").isdigit()
    ]
    assert cells == harmless


@given(st.lists(TEXT, min_size=1, max_size=4).filter(any))
def test_what_is_written_is_read_again(texts: list[str]) -> None:
    header = [f"column {number}" for number in range(len(texts))]
    file = io.BytesIO("".join(csv_lines(header, [texts])).encode())
    (row,) = read(file)
    assert list(row.cells.values()) == texts
