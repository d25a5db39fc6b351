from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import BadRequest

from thriving.plan.pages import dates
from thriving.plan.pages.dates import Dates

TODAY = date(2020, 4, 15)
MARCH = date(2020, 3, 31)


def test_nothing_asked_is_now() -> None:
    read = dates.read({"on": None, "known": None}, today=TODAY)
    assert (read.asked, read.happened_by, read.known, read.query()) == (False, None, None, "")


def test_known_alone_is_what_was_said_on_that_day() -> None:
    assert dates.read({"on": None, "known": MARCH}, today=TODAY).happened_by == MARCH


def test_on_alone_is_known_today() -> None:
    read = dates.read({"on": MARCH, "known": None}, today=TODAY)
    assert (read.happened_by, read.known) == (MARCH, None)


def test_query_carries_what_was_asked_and_no_more() -> None:
    assert Dates(known=MARCH).query() == "?known=2020-03-31"
    assert Dates(on=MARCH, known=TODAY).query(prefix="then_") == "?then_on=2020-03-31&then_known=2020-04-15"


@pytest.mark.parametrize("name", ["on", "known"])
def test_a_day_to_come_is_refused_with_both_days_named(name: str) -> None:
    with pytest.raises(BadRequest, match=r"16 April 2020.*15 April 2020"):
        dates.read({name: date(2020, 4, 16)}, today=TODAY)
