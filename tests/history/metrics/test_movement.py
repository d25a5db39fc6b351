from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from tests.history.metrics.rows import Row, Rows, answer, edit, page, tables, values

JANUARY = "2020-01"
DELETED = {"revision_is_deleted_by_page_deletion": True}
TALK = {"page_namespace": 1}
ADDRESS = {"event_user_is_anonymous": True, "event_user_id": 0}
TEMPORARY = {"event_user_is_temporary": True}
ACROSS = "active_editors_across_wikis"


def five(who: str = "Amina", at: str = "2020-01-15", **columns: Any) -> Rows:
    return [edit(at, who, **columns)] * 5


@pytest.mark.parametrize(("edits", "counted"), [(4, {}), (5, {JANUARY: 1})])
def test_five_edits_make_an_active_editor(edits: int, counted: dict[str, int]) -> None:
    assert values(ACROSS, tables(five()[:edits])) == counted


def test_edits_on_several_wikis_are_those_of_one_person() -> None:
    elsewhere = [edit("2020-01-15", wiki="abwiki")] * 2
    assert values(ACROSS, tables([*five()[:3], *elsewhere])) == {JANUARY: 1}
    assert values(ACROSS, tables([*five(), *five(wiki="abwiki")])) == {JANUARY: 1}


def test_edits_of_two_months_are_not_added() -> None:
    assert values(ACROSS, tables([*five()[:3], *five(at="2020-02-01 00:00:00")[:2]])) == {}


@pytest.mark.parametrize("columns", [DELETED, {"page_is_redirect": True}, TEMPORARY])
def test_edits_of_deleted_pages_and_of_redirects_count_here(columns: Row) -> None:
    assert values(ACROSS, tables(five(**columns))) == {JANUARY: 1}


@pytest.mark.parametrize("columns", [TALK, ADDRESS, {"event_user_id": None}])
def test_other_namespaces_and_those_without_an_account_do_not_count(columns: Row) -> None:
    assert values(ACROSS, tables(five(**columns))) == {}


def test_content_is_what_it_was_then() -> None:
    assert values(ACROSS, tables(five(page_namespace=0, page_namespace_historical=2))) == {}


@pytest.mark.parametrize("by", ["name", "group"])
@pytest.mark.parametrize("column", ["event_user_is_bot_by", "event_user_is_bot_by_historical"])
def test_a_bot_on_any_wiki_is_one_everywhere(by: str, column: str) -> None:
    rows = [*five("Helper"), edit("2020-01-15", "Helper", "abwiki", **{column: [by]})]
    assert values(ACROSS, tables(rows)) == {}


def test_a_bot_in_another_month_is_none_in_this() -> None:
    rows = [*five("Helper"), edit("2020-02-15", "Helper", event_user_is_bot_by_historical=["group"])]
    assert values(ACROSS, tables(rows)) == {JANUARY: 1}


@pytest.mark.parametrize(
    ("name", "counted"),
    [("Robot", 0), ("BOT", 0), ("Bot-7", 0), ("Robot7", 1), ("Abbott", 1), ("Bot_7", 1), ("Amina", 1)],
)
def test_names_that_end_a_word_in_bot(name: str, counted: int) -> None:
    """What only mediawiki_history's own rule takes for a bot, such as Robot7, it says in a column."""
    assert sum(values(ACROSS, tables(five(name))).values()) == counted


def test_by_group_alone_keeps_who_is_a_bot_by_name() -> None:
    by_name = tables(five("Robot7", event_user_is_bot_by=["name"]))
    assert values(ACROSS, by_name) == {}
    assert values(f"{ACROSS}_bots_by_group", by_name) == {JANUARY: 1}
    assert values(f"{ACROSS}_bots_by_group", tables(five("Robot"))) == {}
    assert values(f"{ACROSS}_bots_by_group", tables(five(event_user_is_bot_by=["group"]))) == {}


@pytest.mark.parametrize(
    ("made", "new"),
    [
        ("2019-12-31 23:59:59", 0),
        ("2020-01-01 00:00:00", 1),
        ("2020-01-31 23:59:59", 1),
        (None, 0),
    ],
)
def test_an_account_made_in_the_month_is_new(made: str | None, new: int) -> None:
    created = datetime.fromisoformat(made) if made else None
    given = tables(five(event_user_creation_timestamp=created))
    assert values("new_active_editors", given) == {JANUARY: new}
    assert values("returning_active_editors", given) == {JANUARY: 1 - new}


def test_an_account_is_as_old_as_its_oldest_on_the_wikis_of_the_month() -> None:
    new = five(event_user_creation_timestamp=datetime(2020, 1, 2))
    old = edit("2020-01-15", wiki="abwiki", event_user_creation_timestamp=datetime(2015, 1, 1))
    another_month = edit("2020-02-15", wiki="abwiki", event_user_creation_timestamp=datetime(2015, 1, 1))
    assert values("new_active_editors", tables([*new, old])) == {JANUARY: 0}
    assert values("new_active_editors", tables([*new, another_month])) == {JANUARY: 1}


def test_who_edited_in_the_month_before_is_retained() -> None:
    rows = [
        edit("2020-01-31 23:59:59"),
        edit("2020-02-01 00:00:00", wiki="abwiki", **TALK),
        edit("2020-02-05", "Bela"),
        edit("2020-04-05", "Bela"),
    ]
    assert values("retained_editors", tables(rows)) == {JANUARY: 0, "2020-02": 1, "2020-04": 0}


@pytest.mark.parametrize("columns", [{"event_user_is_anonymous": True}, TEMPORARY])
def test_addresses_and_temporary_accounts_are_not_retained(columns: Row) -> None:
    rows = [edit("2020-01-15", **columns), edit("2020-02-15", **columns)]
    assert values("retained_editors", tables(rows)) == {}


REVERTED = {"revision_is_identity_reverted": True}
BOT = {"event_user_is_bot_by": ["name"]}


def test_the_revert_rate_counts_bots_above_the_line_alone() -> None:
    given = tables(
        [edit("2020-01-15"), edit("2020-01-15", **REVERTED), edit("2020-01-15", **REVERTED, **BOT)]
    )
    assert values("revert_rate", given) == {JANUARY: 1.0}
    assert values("revert_rate_of_people", given) == {JANUARY: 0.5}


def test_where_only_bots_edit_there_is_no_revert_rate() -> None:
    assert values("revert_rate", tables([edit("2020-01-15", **REVERTED, **BOT)])) == {JANUARY: None}


def test_the_revert_rate_says_what_stands_behind_it() -> None:
    (row,) = answer("revert_rate", tables([edit("2020-01-15"), edit("2020-01-15", **REVERTED, **DELETED)]))
    assert (row["numerator"], row["denominator"]) == (1, 2)


@pytest.mark.parametrize(
    ("tags", "mobile"),
    [
        (["mobile edit"], 1),
        (["mobile web edit", "mobile edit"], 1),
        (["mobile app edit"], 1),
        (["mobile"], 0),
        ([], 0),
        (None, 0),
    ],
)
def test_mobile_edits_go_by_their_tags(tags: list[str] | None, mobile: int) -> None:
    assert values("mobile_edits", tables([edit("2020-01-15", revision_tags=tags)])) == {JANUARY: mobile}


def test_edits_without_an_account_with_temporary_ones_and_without() -> None:
    given = tables([edit("2020-01-15", **columns) for columns in ({}, ADDRESS, TEMPORARY, DELETED)])
    assert values("total_edits", given) == {JANUARY: 4}
    assert values("anonymous_edits", given) == {JANUARY: 1}
    assert values("edits_without_own_account", given) == {JANUARY: 2}


@pytest.mark.parametrize(("parent", "namespace", "files"), [(0, 6, 1), (7, 6, 0), (0, 0, 0), (None, 6, 0)])
def test_uploads_are_first_edits_of_files(parent: int | None, namespace: int, files: int) -> None:
    row = edit("2020-01-15", revision_parent_id=parent, page_namespace_historical=namespace)
    assert values("uploads", tables([row])) == {JANUARY: files}


def test_net_new_content_is_of_content_and_still_there() -> None:
    pages = [
        page("2020-01-15"),
        page("2020-01-15", page_namespace=1),
        page("2020-01-15", page_is_redirect=True),
        page("2020-01-15", page_is_deleted=True),
    ]
    assert values("net_new_content", tables(pages=pages)) == {JANUARY: 1}


def test_net_new_content_by_first_edits_counts_pages_once_and_deleted_ones() -> None:
    first = {"revision_parent_id": 0}
    rows = [
        edit("2020-01-15", **first),
        edit("2020-01-16", **first),
        edit("2020-01-15", **first, **DELETED, page_id=2),
        edit("2020-01-15", **first, page_is_redirect=True, page_id=3),
        edit("2020-01-15", revision_parent_id=5, page_id=4),
        edit("2020-01-15", **first, page_id=5, page_namespace=1),
    ]
    assert values("net_new_content_by_first_edits", tables(rows)) == {JANUARY: 2}
