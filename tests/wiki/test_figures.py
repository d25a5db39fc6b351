from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from thriving.wiki.figures import Months, NotOneSeries, Sides, is_small, months, part_of, small_ones

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
UNTIL = datetime(2020, 3, 1, tzinfo=UTC)


def row(month: date = JANUARY, value: float | None = 20, **told: Any) -> dict[str, Any]:
    return {"wiki_db": "aawiki", "month": month, "value": value, **told}


def found(*rows: dict[str, Any], unit: str = "edits", until: datetime = UNTIL, **told: Any) -> Months:
    asked = {"metric": "retention_since_first_edit", "is_additive": True, **told}
    return months(rows, unit=unit, known_until=until, **asked)


def values(told: Months) -> dict[date, Decimal]:
    return {month: figure.value for month, figure in told.figures.items()}


def test_counts_of_wikis_are_added_where_nothing_is_counted_twice() -> None:
    assert values(found(row(), row(wiki_db="abwiki", value=22))) == {JANUARY: 42}


def test_people_of_two_wikis_are_not_added() -> None:
    with pytest.raises(NotOneSeries, match="name one wiki"):
        found(row(), row(wiki_db="abwiki"), unit="people", is_additive=False)


def test_a_share_over_wikis_is_that_of_their_sides_never_their_average() -> None:
    one = row(value=0.5, numerator=5, denominator=10)
    other = row(wiki_db="abwiki", value=0.1, numerator=9, denominator=90)
    figure = found(one, other, unit="share", is_additive=False).figures[JANUARY]
    assert (figure.value, figure.numerator, figure.denominator) == (Decimal("0.14"), 14, 100)


def test_a_month_that_any_wiki_still_waits_for_is_open_until_the_last_of_them() -> None:
    told = found(
        row(value=0.5, numerator=5, denominator=10),
        row(wiki_db="abwiki", value=None, numerator=None, denominator=12, known_from=date(2020, 4, 1)),
        unit="share",
    )
    assert (told.open, told.figures) == ({JANUARY: date(2020, 4, 1)}, {})


@pytest.mark.parametrize(
    ("until", "known"),
    [(datetime(2020, 2, 29, 23, tzinfo=UTC), False), (datetime(2020, 3, 1, tzinfo=UTC), True)],
)
def test_a_month_that_is_not_over_is_open(until: datetime, *, known: bool) -> None:
    told = found(row(FEBRUARY), until=until)
    assert values(told) == ({FEBRUARY: 20} if known else {})
    assert told.open == ({} if known else {FEBRUARY: date(2020, 3, 1)})


@pytest.mark.parametrize(("people", "told"), [(9, False), (10, True), (0, False)])
def test_fewer_than_ten_people_are_not_told(people: int, *, told: bool) -> None:
    assert (JANUARY in values(found(row(value=people), unit="people"))) == told
    assert (JANUARY in found(row(value=people), unit="people").withheld) != told


def test_a_share_of_fewer_than_ten_is_not_told() -> None:
    assert found(row(value=0.5, numerator=3, denominator=6), unit="share").withheld == [JANUARY]


def test_few_edits_are_told() -> None:
    assert not is_small("edits", "edits", Sides(3))


@pytest.mark.parametrize(("some", "told"), [(0, True), (1, False), (9, False), (10, True), (20, True)])
def test_a_share_tells_of_few_on_neither_side(some: int, *, told: bool) -> None:
    for numerator in (some, 20 - some):
        share = found(row(value=numerator / 20, numerator=numerator, denominator=20), unit="share")
        assert (JANUARY in share.figures) == told


@pytest.mark.parametrize(("people", "told"), [(None, False), (9, False), (10, True)])
def test_a_share_of_edits_is_told_where_enough_people_made_them(people: int | None, *, told: bool) -> None:
    edits = row(value=0.5, numerator=50, denominator=100)
    asked = {"metric": "newcomer_revert_rate", "unit": "share"}
    assert (JANUARY in found({**edits, "people": people}, **asked).figures) == told
    assert (JANUARY in found(edits, people={JANUARY: people or 0}, **asked).figures) == told


@pytest.mark.parametrize(
    ("counts", "withheld"),
    [
        ((30, 40), set()),
        ((3, 30, 40), {0, 1}),
        ((3, 4, 30, 40), {0, 1, 2}),
        ((6, 7, 30, 40), {0, 1}),
    ],
)
def test_no_part_that_is_left_out_follows_from_the_others(
    counts: tuple[int, ...], withheld: set[int]
) -> None:
    parts = [Sides(count / sum(counts), count, sum(counts)) for count in counts]
    assert small_ones("active_editors_by_generation", "share", parts) == withheld


def test_a_month_that_is_not_known_has_no_figure() -> None:
    told = found(row(value=None))
    assert (told.figures, told.open) == ({}, {})


def test_a_series_is_of_one_part() -> None:
    rows = [row(generation="2016-2020"), row(generation="2011-2015", value=30)]
    assert part_of(rows[0]) == "2016-2020"
    assert values(found(*rows, part="2011-2015")) == {JANUARY: 30}
    with pytest.raises(NotOneSeries, match="2011-2015, 2016-2020"):
        found(*rows)
