from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.template import Context, Template
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from tests.conftest import person

from thriving.movement.models import Person
from thriving.ui import pages
from thriving.ui.pages import Pages


@pytest.fixture
def seven(db: None, monkeypatch: pytest.MonkeyPatch) -> QuerySet[Person]:
    """Of which two more pages are counted than the one that is read."""
    monkeypatch.setattr(pages, "AHEAD", 2)
    for number in range(7):
        person(f"p{number}")
    return Person.objects.order_by("username")


def names(page: Any) -> list[str]:
    return [each.username for each in page]


def test_each_page_has_its_rows_in_their_order(seven: QuerySet[Person]) -> None:
    found = [names(Pages(seven.reverse(), 3).get_page(number)) for number in (1, 2, 3)]
    assert found == [["p6", "p5", "p4"], ["p3", "p2", "p1"], ["p0"]]


def test_no_more_is_counted_than_some_pages_ahead(seven: QuerySet[Person]) -> None:
    first, last = Pages(seven, 2).get_page(1), Pages(seven, 2).get_page(2)
    assert (first.paginator.num_pages, first.paginator.is_cut) == (3, True)
    assert (last.paginator.num_pages, last.paginator.is_cut) == (4, False)


@pytest.mark.parametrize(
    ("asked", "read"), [("77", 4), ("9" * 40, 4), ("0", 1), ("-1", 1), ("x", 1), (None, 1)]
)
def test_what_is_no_page_is_the_nearest_one(seven: QuerySet[Person], asked: Any, read: int) -> None:
    assert Pages(seven, 2).get_page(asked).number == read


def test_rows_before_the_page_are_not_fetched(seven: QuerySet[Person]) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        names(Pages(seven, 2).get_page(3))
    skipping = [each["sql"] for each in asked if "OFFSET" in each["sql"]]
    assert len(skipping) == 1
    assert "about" not in skipping[0]


def test_the_pager_says_where_it_stopped_counting(seven: QuerySet[Person], rf: RequestFactory) -> None:
    written = Template("{% load ui %}{% pager page %}")
    for number, words in ((1, "Page 1 of more than 3"), (3, "Page 3 of 4")):
        context = Context({"page": Pages(seven, 2).get_page(number), "request": rf.get("/")})
        assert words in written.render(context)
