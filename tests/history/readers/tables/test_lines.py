"""Whatever stands in a line costs that line alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thriving.history.readers.tables.lines import Dialect, records
from thriving.history.rejects import Reject

COMMAS, TABS = Dialect(",", '"'), Dialect("\t", "")
GOOD = st.integers(0, 9).map(lambda number: f"good,{number},0".encode())
JUNK = st.one_of(st.binary(max_size=12), st.sampled_from([b'1,"a,b', b'a",2', b'"', b'a,"b,c"', b",,,"]))
LINES = st.lists(st.one_of(GOOD, JUNK.map(lambda line: line.replace(b"\n", b""))), max_size=12)


def read(lines: list[bytes]) -> list[tuple[int, list[str]] | Reject]:
    return list(records([line + b"\n" for line in lines], COMMAS, width=3, kept=(0, 1, 2)))


@given(lines=LINES)
def test_no_line_takes_its_neighbors_along(lines: list[bytes]) -> None:
    good = [(number, line) for number, line in enumerate(lines, start=1) if line.startswith(b"good,")]
    rows = {each[0]: each[1] for each in read(lines) if not isinstance(each, Reject)}
    assert all(rows[number] == line.decode().split(",") for number, line in good)


@given(lines=LINES)
def test_each_line_is_a_row_or_a_reject_or_empty(lines: list[bytes]) -> None:
    told = [each.line if isinstance(each, Reject) else each[0] for each in read(lines)]
    assert told == sorted(set(told))
    silent = set(range(1, len(lines) + 1)) - set(told)
    assert all(not lines[number - 1].strip(b"\r") for number in silent)


def test_where_tabs_separate_a_quote_is_a_character() -> None:
    assert list(records([b'"a\tb"\n'], TABS, width=2, kept=(0, 1))) == [(1, ['"a', 'b"'])]


def test_a_text_over_lines_is_read_where_nobody_keeps_it() -> None:
    lines = [b'1,"a\n', b'b",2\n', b"3,c,4\n"]
    assert list(records(lines, COMMAS, width=3, kept=(0, 2))) == [
        (1, ["1", "a\nb", "2"]),
        (3, ["3", "c", "4"]),
    ]
