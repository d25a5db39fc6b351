from __future__ import annotations

from datetime import date

import ibis
import pyarrow as pa
import pytest
from tests.history.metrics.rows import Row, edit, found, tables

from thriving.history.metrics.windows import end_of_month, once_closed

COHORTS = pa.table(
    {
        "wiki_db": ["aawiki"],
        "month": [date(2020, 1, 1)],
        "value": [0.5],
        "numerator": [1],
        "denominator": [2],
    }
)


def cohort(until: str, hours: int) -> Row:
    given = tables([edit("2020-01-15")], until=until)
    (row,) = found(once_closed(given, ibis.memtable(COHORTS), hours=hours))
    return row


@pytest.mark.parametrize(
    ("hours", "before", "then", "known_from"),
    [
        (0, "2020-01-31 23:59:59", "2020-02-01 00:00:00", date(2020, 2, 1)),
        (24, "2020-02-01 23:59:59", "2020-02-02 00:00:00", date(2020, 2, 2)),
        (30, "2020-02-02 05:59:59", "2020-02-02 06:00:00", date(2020, 2, 3)),  # the first whole day
    ],
)
def test_a_value_is_told_from_the_second_in_which_the_window_closes(
    hours: int, before: str, then: str, known_from: date
) -> None:
    still_open, closed = cohort(before, hours), cohort(then, hours)
    assert [still_open[name] for name in ("value", "numerator", "denominator")] == [None, None, 2]
    assert [closed[name] for name in ("value", "numerator", "denominator")] == [0.5, 1, 2]
    assert (still_open["known_from"], closed["known_from"]) == (known_from, None)


@pytest.mark.parametrize(
    ("month", "end"),
    [("2020-02-01", "2020-03-01"), ("2019-02-01", "2019-03-01"), ("2020-12-01", "2021-01-01")],
)
def test_the_end_of_a_month_begins_the_next(month: str, end: str) -> None:
    rows = ibis.memtable(pa.table({"month": [date.fromisoformat(month)]}))
    (row,) = found(rows.select(end=end_of_month(rows.month)))
    assert f"{row['end']:%Y-%m-%d %H:%M:%S}" == f"{end} 00:00:00"
