from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from thriving.evidence import ledger
from thriving.evidence.indicators import (
    Computed,
    Mapping,
    MonthFigure,
    Refused,
    Series,
    for_keys,
    import_series,
    take_in,
    year_in_words,
)
from thriving.evidence.models import Computation
from thriving.kernel import diary
from thriving.kernel.words import Words

pytestmark = pytest.mark.django_db

JANUARY, FEBRUARY, APRIL = date(2020, 1, 1), date(2020, 2, 1), date(2020, 4, 1)

FIRST = Computed(
    key="stayed",
    position=0,
    unit="share",
    summary="mean",
    title=Words(en="Newcomers who stayed"),
    meaning=Words(en="Who came back."),
    figures={JANUARY: MonthFigure(Decimal("0.25"), Decimal(5), Decimal(20))},
    metric="new_editor_retention",
    definition="The share of those who came back.",
    source="Somebody's definition",
    limits="",
    parameters={"days": 30},
    wikis={"aawiki": "2020-02"},
    known_until=datetime(2020, 3, 1, tzinfo=UTC),
    engine="duckdb 1",
    open_months={FEBRUARY: APRIL},
)
NEWER = replace(
    FIRST,
    figures={
        JANUARY: MonthFigure(Decimal("0.3"), Decimal(6), Decimal(20)),
        FEBRUARY: MonthFigure(Decimal("0.5"), Decimal(8), Decimal(16)),
    },
    wikis={"aawiki": "2020-04"},
    open_months={},
)


def series(number: int | None = None) -> Series:
    [found] = for_keys(["stayed"], number=number)
    return found


def test_a_computed_series_says_how_it_came_about(db: None) -> None:
    assert take_in(FIRST, by="test")
    made = series().computation
    assert made is not None
    assert (made.metric, made.wikis, made.parameters) == (
        "new_editor_retention",
        {"aawiki": "2020-02"},
        {"days": 30},
    )
    assert series().indicator.is_computed
    assert diary.Entry.objects.filter(verb="computed").exists()


def test_a_month_that_is_open_has_no_figure_and_says_from_when(db: None) -> None:
    take_in(FIRST, by="test")
    assert [point.month for point in series().points] == [JANUARY]
    assert series().open_months == {FEBRUARY: APRIL}
    assert [point.value for point in series().drawn] == [Decimal("0.25"), None]


def test_the_same_again_changes_nothing(db: None) -> None:
    take_in(FIRST, by="test")
    position = ledger.position()
    assert not take_in(FIRST, by="test")
    assert ledger.position() == position


def test_a_newer_snapshot_leaves_what_was_known(db: None) -> None:
    take_in(FIRST, by="test")
    before = ledger.position()
    take_in(NEWER, by="test")
    then, now = series(before), series()
    assert [point.value for point in then.points] == [Decimal("0.25")]
    assert (then.open_months, now.open_months) == ({FEBRUARY: APRIL}, {})
    assert [point.value for point in now.points] == [Decimal("0.3"), Decimal("0.5")]
    assert then.computation
    assert now.computation
    assert (then.computation.wikis, now.computation.wikis) == (
        {"aawiki": "2020-02"},
        {"aawiki": "2020-04"},
    )


def test_a_snapshot_that_moves_no_figure_is_a_new_version_all_the_same(db: None) -> None:
    take_in(FIRST, by="test")
    assert take_in(replace(FIRST, wikis={"aawiki": "2020-03"}), by="test")
    assert Computation.objects.count() == 2


def test_a_published_series_is_not_computed_over(file: Path, mapping: Mapping) -> None:
    import_series(file, mapping, by="test")
    with pytest.raises(Refused, match="editors is read from a file"):
        take_in(replace(FIRST, key="editors"), by="test")


def test_a_computed_series_is_not_read_from_a_file(file: Path, mapping: Mapping) -> None:
    take_in(replace(FIRST, key="editors"), by="test")
    with pytest.raises(Refused, match="editors is computed here"):
        import_series(file, mapping, by="test")


def test_the_year_names_what_is_not_known_yet(db: None) -> None:
    take_in(FIRST, by="test")
    year = year_in_words(series(), JANUARY, date(2020, 2, 29))
    assert "Not known yet: February 2020." in year.missing_words
    assert year.open == (FEBRUARY,)


def test_its_page_tells_definition_snapshot_and_open_months(client: Client) -> None:
    take_in(FIRST, by="test")
    page = client.get("/indicators/stayed/").content.decode()
    for told in ("The share of those who came back.", "aawiki (2020-02)", "days = 30", "duckdb 1"):
        assert told in page
    assert "February 2020</time>: from <time" in page


def test_its_twin_has_open_months_without_a_value(client: Client) -> None:
    take_in(FIRST, by="test")
    told = client.get("/indicators/stayed.json").json()
    assert told["rows"][-1] == {
        "month": "2020-02-01",
        "value": None,
        "numerator": None,
        "denominator": None,
        "known_from": "2020-04-01",
    }
    assert told["computation"]["snapshots"] == {"aawiki": "2020-02"}


def test_a_series_of_a_made_up_history_says_so(client: Client) -> None:
    take_in(replace(FIRST, sample=True), by="test")
    assert client.get("/indicators/stayed.json").json()["sample"] is True
    assert "sample" in client.get("/indicators/").content.decode()


def test_the_list_of_series_stacks_on_a_phone(client: Client) -> None:
    take_in(FIRST, by="test")
    shown = client.get("/indicators/").content.decode()
    assert "th-stacks" in shown
    assert 'data-title="Value"' in shown
