from __future__ import annotations

from typing import Any

import pytest
from tests.history.metrics.newcomers.conftest import MADE, Share, early
from tests.history.metrics.rows import Row, account, answer, tables, values

MOBILE = {"revision_tags": ["mobile edit"]}
LATER = "2020-01-05 18:00:00"  # within the first day


def reverted(after: int) -> Row:
    return {"revision_is_identity_reverted": True, "revision_seconds_to_identity_revert": after}


@pytest.mark.parametrize(
    "name", ["activation", "constructive_activation", "constructive_activation_on_mobile"]
)
@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("2020-01-05 11:59:59", 0.0),  # imported from before the account
        (MADE, 1.0),
        ("2020-01-06 11:59:59", 1.0),
        ("2020-01-06 12:00:00", 0.0),
    ],
)
def test_the_edges_of_the_first_day(name: str, at: str, value: float, share: Share) -> None:
    assert share(name, early(at, **MOBILE)) == value


@pytest.mark.parametrize(
    ("columns", "value"),
    [
        ({"page_namespace": 1}, 0.0),
        ({"page_namespace": 0, "page_namespace_historical": 2}, 0.0),  # a draft that became an article
        ({"page_namespace": 2, "page_namespace_historical": 0}, 1.0),
        ({"revision_is_deleted_by_page_deletion": True}, 1.0),
        ({"page_is_redirect": True}, 1.0),
        (reverted(1), 1.0),
    ],
)
def test_what_an_edit_of_an_article_is(columns: Row, value: float, share: Share) -> None:
    assert share("activation", early(LATER, **columns)) == value


@pytest.mark.parametrize(
    ("columns", "value"),
    [
        (reverted(0), 0.0),
        (reverted(172_800), 0.0),  # the last second of 48 hours
        (reverted(172_801), 1.0),
        ({"revision_is_identity_reverted": False, "revision_seconds_to_identity_revert": 5}, 1.0),
        ({}, 1.0),
    ],
)
def test_what_was_put_back_within_two_days_was_not_constructive(
    columns: Row, value: float, share: Share
) -> None:
    assert share("constructive_activation", early(LATER, **columns)) == value
    assert share("constructive_activation_on_mobile", early(LATER, **MOBILE, **columns)) == value


def test_one_edit_that_stayed_is_enough(share: Share) -> None:
    assert share("constructive_activation", early(LATER, **reverted(9)), early(LATER)) == 1.0


@pytest.mark.parametrize(
    ("tags", "value"),
    [(["mobile web edit"], 1.0), (["mobile app edit"], 1.0), (["visualeditor"], 0.0), (None, 0.0)],
)
def test_on_mobile_goes_by_the_tags(tags: list[str] | None, value: float, share: Share) -> None:
    assert share("constructive_activation_on_mobile", early(LATER, revision_tags=tags)) == value


def test_below_the_line_stand_all_accounts_that_people_made_themselves() -> None:
    by_others = {"user_is_created_by_self": False, "user_is_created_by_system": True}
    accounts = [account(MADE), account("2020-01-31 23:59:59", "Bela"), account(MADE, "Chidi", **by_others)]
    (row,) = answer("activation", tables([early(LATER)], accounts=accounts))
    assert (row["value"], row["numerator"], row["denominator"]) == (0.5, 1, 2)


def test_accounts_that_others_made_do_not_stand_above_it(share: Share) -> None:
    assert share("activation", early(LATER, event_user_is_created_by_self=False)) == 0.0


@pytest.mark.parametrize(
    ("name", "day_before", "day"),
    [
        ("activation", "2020-02-01 00:00:00", "2020-02-02 00:00:00"),
        ("constructive_activation", "2020-02-03 00:00:00", "2020-02-04 00:00:00"),
        ("constructive_activation_on_mobile", "2020-02-03 00:00:00", "2020-02-04 00:00:00"),
    ],
)
def test_it_is_known_when_the_windows_of_the_months_last_account_have_closed(
    name: str, day_before: str, day: str, share: Share
) -> None:
    assert share(name, early(LATER), until=day_before) is None
    assert share(name, until=day) == 0.0
    given = tables([early(LATER)], accounts=[account(MADE)], until=day_before)
    (row,) = answer(name, given)
    assert (row["numerator"], row["denominator"], f"{row['known_from']} 00:00:00") == (None, 1, day)


@pytest.mark.parametrize(
    ("back", "value"),
    [
        ("2020-01-05 23:59:59", 0.0),  # the same day
        ("2020-01-06 00:00:00", 1.0),
        ("2020-01-19 17:59:59", 1.0),  # the last second of two weeks
        ("2020-01-19 18:00:00", 0.0),
    ],
)
def test_the_edges_of_another_day(back: str, value: float, share: Share) -> None:
    assert share("retention_on_another_day", early(LATER), early(back)) == value


def test_only_the_activated_can_come_back() -> None:
    late = [early("2020-01-07"), early("2020-01-09")]
    assert values("retention_on_another_day", tables(late, accounts=[account(MADE)])) == {}


def test_another_day_needs_another_article(share: Share) -> None:
    rows: list[Any] = [early(LATER), early("2020-01-07", page_namespace=1)]
    assert share("retention_on_another_day", *rows) == 0.0
