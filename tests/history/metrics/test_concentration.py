from __future__ import annotations

from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.history.metrics.rows import Row, answer, edit, tables, values

from thriving.history.failures import HistoryError

JANUARY = "2020-01"
BOT = {"event_user_is_bot_by": ["name"]}
ADDRESS = {"event_user_is_anonymous": True}
TEMPORARY = {"event_user_is_temporary": True}
DELETED = {"revision_is_deleted_by_page_deletion": True}
TALK = {"page_namespace": 1, "page_namespace_is_content": False}


def made(*numbers: int, **columns: Any) -> list[Row]:
    """So many edits of one person, so many of the next."""
    return [
        edit("2020-01-15", f"Person {who}", **columns)
        for who, number in enumerate(numbers)
        for _ in range(number)
    ]


@pytest.mark.parametrize(
    ("numbers", "value"),
    [
        ([5], 0.0),
        ([3, 3, 3], 0.0),
        ([1, 9], 0.4),
        ([1, 1, 8], 2 * (1 + 2 + 24) / (3 * 10) - 4 / 3),
        ([1, 2, 2, 5], 2 * (1 + 4 + 6 + 20) / (4 * 10) - 5 / 4),
    ],
)
def test_gini(numbers: list[int], value: float) -> None:
    assert values("gini_of_edits", tables(made(*numbers))) == {JANUARY: pytest.approx(value)}


@pytest.mark.parametrize("who", [BOT, ADDRESS, TEMPORARY, DELETED, {"event_user_text": None}])
def test_gini_is_of_people_with_accounts_and_of_pages_that_are_left(who: Row) -> None:
    (row,) = answer("gini_of_edits", tables([*made(1, 9), *[edit("2020-01-15", "Else", **who)] * 7]))
    assert (row["value"], row["people"], row["edits"]) == (pytest.approx(0.4), 2, 10)


def test_months_and_wikis_stand_apart() -> None:
    rows = [*made(1, 9), edit("2020-02-01 00:00:00"), edit("2020-01-31 23:59:59", wiki="abwiki")]
    found = answer("gini_of_edits", tables(rows))
    assert [(row["wiki_db"], f"{row['month']:%Y-%m}", row["value"]) for row in found] == [
        ("aawiki", JANUARY, pytest.approx(0.4)),
        ("aawiki", "2020-02", 0.0),
        ("abwiki", JANUARY, 0.0),
    ]


@pytest.mark.parametrize(("page_type", "edits"), [("all", 5), ("content", 3), ("non_content", 2)])
def test_gini_by_page_type(page_type: str, edits: int) -> None:
    (row,) = answer("gini_of_edits", tables([*made(1, 2), *made(2, **TALK)]), page_type=page_type)
    assert row["edits"] == edits


def test_another_page_type_is_refused() -> None:
    with pytest.raises(HistoryError, match="There is no page type talk; there are: all, content"):
        answer("gini_of_edits", tables(made(1)), page_type="talk")


@pytest.mark.parametrize(("people", "most_active"), [(1, 1), (100, 1), (101, 2), (200, 2), (201, 3)])
def test_one_percent_is_rounded_up(people: int, most_active: int) -> None:
    (row,) = answer("share_of_most_active", tables(made(*[1] * people)))
    assert (row["most_active"], row["numerator"], row["denominator"]) == (most_active, most_active, people)


@pytest.mark.parametrize(("percent", "value"), [(1, 5 / 12), (25, 5 / 12), (26, 8 / 12), (100, 1.0)])
def test_whoever_is_chosen_among_equals_the_share_is_the_same(percent: int, value: float) -> None:
    found = values("share_of_most_active", tables(made(3, 1, 5, 3)), percent=percent)
    assert found == {JANUARY: pytest.approx(value)}


@pytest.mark.parametrize("percent", [0, 101, -1])
def test_a_percentage_that_is_none_is_refused(percent: int) -> None:
    with pytest.raises(HistoryError, match="percent cannot be"):
        answer("share_of_most_active", tables(made(1)), percent=percent)


@settings(max_examples=4, deadline=None)  # each is two queries
@given(numbers=st.lists(st.integers(1, 12), min_size=1, max_size=30), percent=st.integers(1, 100))
def test_both_are_recounted_in_plain_python(numbers: list[int], percent: int) -> None:
    given = tables(made(*numbers))
    apart = sum(abs(one - other) for one in numbers for other in numbers)
    gini = apart / (2 * len(numbers) * sum(numbers))  # the mean difference, the definition's other face
    assert values("gini_of_edits", given) == {JANUARY: pytest.approx(gini)}
    most = sorted(numbers, reverse=True)[: ceil(len(numbers) * percent / 100)]
    found = values("share_of_most_active", given, percent=percent)
    assert found == {JANUARY: pytest.approx(sum(most) / sum(numbers))}
