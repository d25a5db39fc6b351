from __future__ import annotations

import pytest
from tests.history.dumps import line
from tests.history.metrics.conftest import Measured, edit

from thriving.history.failures import HistoryError

JANUARY = "2020-01"
DELETED = {"revision_is_deleted_by_page_deletion": "true"}
IP = {"event_user_is_anonymous": "true"}
TEMPORARY = {"event_user_is_temporary": "true"}
BOT = {"event_user_is_bot_by": "name,group"}
NAMED = {"event_user_is_bot_by_historical": "name"}
TALK = {"page_namespace": "1", "page_namespace_is_content": "false"}


def test_edits_are_counted_by_month_in_utc(measured: Measured) -> None:
    rows = edit("2020-01-01 00:00:00"), edit("2020-01-31 23:59:59"), edit("2020-02-01 00:00:00")
    assert measured("edits", *rows) == {JANUARY: 2, "2020-02": 1}


def test_edits_of_deleted_pages_are_not_counted(measured: Measured) -> None:
    assert measured("edits", edit("2020-01-15"), edit("2020-01-15", **DELETED)) == {JANUARY: 1}


@pytest.mark.parametrize(
    ("user_type", "value"), [("all", 5), ("anonymous", 2), ("group_bot", 1), ("name_bot", 1), ("user", 1)]
)
def test_edits_by_user_type(user_type: str, value: int, measured: Measured) -> None:
    rows = [edit("2020-01-15", **who) for who in ({}, IP, TEMPORARY, BOT, NAMED)]
    assert measured("edits", *rows, user_type=user_type) == {JANUARY: value}


def test_who_is_a_bot_today_is_one_then(measured: Measured) -> None:
    row = edit("2020-01-15", event_user_is_bot_by="group", event_user_is_bot_by_historical="name")
    assert measured("edits", row, user_type="group_bot") == {JANUARY: 1}


@pytest.mark.parametrize(("page_type", "value"), [("all", 3), ("content", 2), ("non_content", 1)])
def test_edits_by_page_type(page_type: str, value: int, measured: Measured) -> None:
    project = {"page_namespace": "104", "page_namespace_is_content": "true"}
    rows = edit("2020-01-15"), edit("2020-01-15", **TALK), edit("2020-01-15", **project)
    assert measured("edits", *rows, page_type=page_type) == {JANUARY: value}


@pytest.mark.parametrize(
    ("level", "counted"),
    [("all", 5), ("1..4", 1), ("5..24", 2), ("25..99", 1), ("100..", 1)],
)
def test_the_edges_of_the_activity_levels(level: str, counted: int, measured: Measured) -> None:
    rows = [edit("2020-01-15", who=f"with {many}") for many in (4, 5, 24, 25, 100) for _ in range(many)]
    assert measured("editors", *rows, activity_level=level) == {JANUARY: counted}


def test_another_activity_level_is_refused(measured: Measured) -> None:
    with pytest.raises(HistoryError, match=r"There is no activity level 5; there are: all, 1\.\.4"):
        measured("editors", edit("2020-01-15"), activity_level="5")


def test_an_active_editor_has_five_edits_on_one_wiki(measured: Measured) -> None:
    five = [edit("2020-01-15")] * 5
    four = [edit("2020-01-15", who="Bela")] * 4
    elsewhere = [edit("2020-01-15", who="Bela", wiki_db="abwiki")]
    found = measured("active_editors_per_wiki", *five, *four, *elsewhere)
    assert found == {("aawiki", JANUARY): 1}


@pytest.mark.parametrize("who", [IP, TEMPORARY, BOT, NAMED])
def test_no_bot_and_nobody_without_an_account_is_an_active_editor(
    who: dict[str, str], measured: Measured
) -> None:
    assert measured("active_editors_per_wiki", *[edit("2020-01-15", **who)] * 5) == {}


def test_somebody_suppressed_is_no_editor(measured: Measured) -> None:
    assert measured("editors", edit("2020-01-15", who="")) == {}
    assert measured("edits", edit("2020-01-15", who="")) == {JANUARY: 1}


def account(at: str, **values: str) -> str:
    told = {"event_entity": "user", "event_timestamp": f"{at} 12:00:00.0", "revision_id": "", **values}
    return line(**told)


def test_new_registered_users_made_their_accounts_themselves(measured: Measured) -> None:
    rows = (
        account("2020-01-15", user_is_created_by_self="true"),
        account("2020-01-15", user_is_created_by_self="false", user_is_created_by_system="true"),
        account("2020-01-15", user_is_created_by_self="true", event_type="rename"),
    )
    assert measured("new_registered_users", *rows) == {JANUARY: 1}


def page(at: str, **values: str) -> str:
    return account(at, event_entity="page", **values)


def test_new_pages_are_neither_redirects_nor_deleted(measured: Measured) -> None:
    rows = (
        page("2020-01-15"),
        page("2020-01-15", page_is_redirect="true"),
        page("2020-01-15", page_is_deleted="true"),
        page("2020-01-15", event_type="move"),
    )
    assert measured("new_pages", *rows) == {JANUARY: 1}


def test_a_page_is_new_when_it_was_first_edited(measured: Measured) -> None:
    row = page("2020-03-15", page_first_edit_timestamp="2020-01-31 23:59:59.0")
    assert measured("new_pages", row) == {JANUARY: 1}


def test_pages_to_date_add_up(measured: Measured) -> None:
    rows = page("2020-01-15"), page("2020-01-16"), page("2020-03-15")
    assert measured("pages_to_date", *rows) == {JANUARY: 2, "2020-03": 3}


def test_bytes_net_and_absolute(measured: Measured) -> None:
    rows = [edit("2020-01-15", revision_text_bytes_diff=size) for size in ("10", "-4", "")]
    assert measured("net_bytes_difference", *rows) == {JANUARY: 6}
    assert measured("absolute_bytes_difference", *rows) == {JANUARY: 14}


@pytest.mark.parametrize("name", ["edits", "editors", "new_pages"])
@pytest.mark.parametrize(("given", "known"), [("user_type", "anonymous"), ("page_type", "content")])
def test_another_type_is_refused_rather_than_answered_with_nothing(
    name: str, given: str, known: str, measured: Measured
) -> None:
    with pytest.raises(HistoryError, match=f"There is no {given[:4]} type robots; there are: all, {known}"):
        measured(name, edit("2020-01-15"), **{given: "robots"})
