from __future__ import annotations

import pytest
from tests.history.people.conftest import JANUARY

from thriving.history import people
from thriving.history.failures import HistoryError
from thriving.history.lake import Lake
from thriving.history.people import Contributions
from thriving.history.people.scopes import ALL_TOGETHER

FIGURES = tuple(people.DEFINITIONS)


def together(lake: Lake, *scopes: people.Scope) -> Contributions:
    return people.did_together(lake, scopes)


def one(*names: str, title: str = "", begins: str = "2020-01-01", ends: str = "2020-02-01") -> people.Scope:
    return people.scope(names, begins=begins, ends=ends, title=title)


def test_a_scope_twice_is_the_scope_once(world: Lake) -> None:
    names = ("Creates", "Sizes", "Back at once", "Uploads", "By number")
    answer = together(world, one(*names, title="here"), one(*names, title="there"))
    here = [answer.value(figure, "here") for figure in FIGURES]
    assert here == [answer.value(figure, "there") for figure in FIGURES]
    assert here == [answer.value(figure, ALL_TOGETHER) for figure in FIGURES]
    assert here[:3] == [5, 5, 12]


def test_what_overlaps_counts_once(world: Lake) -> None:
    answer = together(world, one("Creates", "Sizes"), one("Sizes", "Talks"))
    assert [answer.value("edits", each) for each in ("scope 1", "scope 2", ALL_TOGETHER)] == [7, 6, 9]
    assert [answer.value("people", each) for each in ("scope 1", "scope 2", ALL_TOGETHER)] == [2, 2, 3]
    assert [answer.value("bytes_added", each) for each in ("scope 1", "scope 2", ALL_TOGETHER)] == [
        105,
        105,
        105,
    ]


def test_a_page_that_one_created_and_another_improved_is_created(world: Lake) -> None:
    december = one("Created before", begins="2019-12-01", ends="2020-01-01", title="december")
    answer = together(world, december, one("Created before", title="january"))
    assert answer.value("pages_improved", "january") == 1
    assert answer.value("pages_created", ALL_TOGETHER) == 1
    assert answer.value("pages_improved", ALL_TOGETHER) == 0


def test_scopes_that_have_nothing_in_common_add_up(world: Lake) -> None:
    answer = together(world, one("Creates", "By number"), one("Sizes", "Back at once"))
    for figure in FIGURES:
        apart = [answer.value(figure, each) or 0 for each in ("scope 1", "scope 2")]
        assert answer.value(figure) == sum(apart), figure


def test_one_person_under_two_names_in_two_scopes_is_one(world: Lake) -> None:
    answer = together(world, one("Amy"), one("Was Amy"))
    assert answer.value("people", ALL_TOGETHER) == answer.value("edits", ALL_TOGETHER) == 1


def test_each_scope_has_its_own_window(world: Lake) -> None:
    answer = people.did_together(
        world,
        [
            people.scope(["Back at once"], title="january", **JANUARY),
            people.scope(["Back at once"], title="february", begins="2020-02-01", ends="2020-03-01"),
        ],
    )
    assert [answer.value("edits", each) for each in ("january", "february", ALL_TOGETHER)] == [1, 1, 2]
    assert [answer.value("retained_editors", each) for each in ("january", "february")] == [1, 0]


def test_no_scope_is_a_sentence(world: Lake) -> None:
    with pytest.raises(HistoryError, match="no scope of people"):
        people.did_together(world, [])


def test_two_scopes_of_one_title_are_refused(world: Lake) -> None:
    with pytest.raises(HistoryError, match="Two scopes are called “same”"):
        together(world, one("Creates", title="same"), one("Sizes", title="same"))


def test_a_whole_counts_what_its_scopes_share_once(world: Lake) -> None:
    answer = people.did_together(
        world,
        [
            people.scope(["Creates", "Sizes"], title="morning", within=["town"], **JANUARY),
            people.scope(["Sizes", "Talks"], title="evening", within=["town"], **JANUARY),
            people.scope(["Back at once"], title="elsewhere", **JANUARY),
        ],
    )
    assert [answer.value("edits", each) for each in ("town", "elsewhere", ALL_TOGETHER)] == [9, 1, 10]
    assert [answer.value("people", each) for each in ("town", ALL_TOGETHER)] == [3, 4]
    assert [answer.value("editors", each) for each in ("town", ALL_TOGETHER)] == [3, 4]


def test_who_edited_is_each_person_once_by_all_names_asked(world: Lake) -> None:
    answer = together(world, one("Amy", "Back at once"), one("Was Amy", "Nobody"))
    assert [row["names"] for row in answer.who.to_pylist()] == [["Amy", "Was Amy"], ["Back at once"]]
    assert {tuple(row["names"]): row["came_back"] for row in answer.who.to_pylist()}["Back at once",]
