from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest

from thriving.kernel.tables import CheckedRow, Column, Problem, check, checked, read

COLUMNS = (
    Column("day", "date", required=True),
    Column("people", "integer"),
    Column("share", "number"),
    Column("sure", "boolean"),
    Column("region", choices=("africa", "asia")),
)


def rows(text: str) -> list[CheckedRow]:
    return list(checked(read(io.BytesIO(text.encode())), COLUMNS))


def problems(text: str) -> list[Problem]:
    return list(check(read(io.BytesIO(text.encode())), COLUMNS))


def test_cells_become_values() -> None:
    (row,) = rows("day,people,share,sure,region\n2020-03-31,84,-0.5,yes,asia\n")
    values = {
        "day": date(2020, 3, 31),
        "people": 84,
        "share": Decimal("-0.5"),
        "sure": True,
        "region": "asia",
    }
    assert row == CheckedRow(2, values, ())


def test_an_absent_or_empty_cell_is_none() -> None:
    (row,) = rows("day,people\n2020-03-31,\n")
    assert row.values == {
        "day": date(2020, 3, 31),
        "people": None,
        "share": None,
        "sure": None,
        "region": None,
    }


def test_every_problem_says_where_it_is() -> None:
    found = problems("day,people,region\n31.3.2020,84,asia\n2020-04-01,many,mars\n")
    assert [(problem.row, problem.column) for problem in found] == [(2, "day"), (3, "people"), (3, "region")]
    assert found[2].sentence == "“mars” is not one of: africa, asia."


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("day", "2020-02-30"),
        ("day", "20200331"),
        ("people", "1.5"),
        ("people", "1e3"),
        ("people", "9" * 19),
        ("share", "1,5"),
        ("share", "NaN"),
        ("share", "Infinity"),
        ("share", "1e400"),
        ("share", "0.1234567"),
        ("share", "9" * 15),
        ("sure", "perhaps"),
    ],
)
def test_a_cell_of_another_type_is_a_problem(column: str, cell: str) -> None:
    name = "day" if column == "day" else f"day,{column}"
    cells = f'"{cell}"' if column == "day" else f'2020-01-01,"{cell}"'
    (problem,) = problems(f"{name}\n{cells}\n")
    assert (problem.row, problem.column) == (2, column)
    assert cell in problem.sentence


def test_digits_of_every_script_are_numbers() -> None:
    assert rows("day,people\n2020-01-01,٨٨\n")[0].values["people"] == 88


def test_a_required_cell_must_not_be_empty() -> None:
    assert problems("day,people\n,84\n") == [Problem(2, "day", "This cell must not be empty.")]


def test_a_header_that_does_not_fit_is_told_once_and_no_row_is_read() -> None:
    assert problems("people,mood\n84,good\n") == [
        Problem(1, "day", "The column “day” is missing."),
        Problem(1, "mood", "The column “mood” is not one that is read here."),
    ]


def test_many_choices_are_not_all_listed() -> None:
    column = Column("letter", choices=tuple("abcdefghijk"))
    with pytest.raises(ValueError, match="a, b, c, d, e, f, g, h and others"):
        column.value_of("z")
