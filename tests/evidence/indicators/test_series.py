from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from thriving.evidence.indicators import Gap, Mapping, MonthPoint, import_series, with_gaps
from thriving.ui.charts import Series as Line
from thriving.ui.charts import line_chart

JULY, AUGUST, NOVEMBER = date(2019, 7, 1), date(2019, 8, 1), date(2019, 11, 1)


def points(*months: date) -> list[MonthPoint]:
    return [MonthPoint(month, Decimal(1)) for month in months]


def test_months_without_a_figure_are_gaps() -> None:
    months = [date(2019, 11, 1), date(2020, 2, 1), date(2020, 3, 1)]
    drawn = with_gaps(points(*months))
    assert drawn[1:3] == (Gap(date(2019, 12, 1)), Gap(date(2020, 1, 1)))
    assert [point.month for point in drawn if point.value is not None] == months


@pytest.mark.parametrize("months", [(), (JULY,), (JULY, AUGUST)])
def test_a_series_without_holes_stays_as_it_is(months: tuple[date, ...]) -> None:
    assert with_gaps(points(*months)) == tuple(points(*months))


def test_the_curve_breaks_at_a_missing_month() -> None:
    drawn = line_chart([Line("Editors", with_gaps(points(JULY, AUGUST, NOVEMBER)))], "Editors")
    [path] = re.findall(r'class="th-line[^>]* d="([^"]*)"', drawn)
    assert path.count("M") == 2


@pytest.mark.django_db
def test_the_page_of_a_series_draws_the_gap(mapping: Mapping, file: Path, client: Client) -> None:
    file.write_text(file.read_text(encoding="utf-8") + "2019-11-01\t90.0\t0.5\t2\t4\n", encoding="utf-8")
    import_series(file.parent, mapping, by="test")
    page = client.get("/indicators/editors/").content.decode()
    [path] = re.findall(r'class="th-line[^>]* d="([^"]*)"', page)
    assert path.count("M") == 2
    assert "2 without figures" in page
    assert [row["month"] for row in client.get("/indicators/editors.json").json()["rows"]] == [
        "2019-07-01",
        "2019-08-01",
        "2019-11-01",
    ]
