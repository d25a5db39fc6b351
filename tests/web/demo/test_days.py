"""Where the demo's days live. Databases stand here as files with or without the demo's mark."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from thriving.web.demo.building import mark
from thriving.web.demo.days import OPENING, DayRefused, Days, checked, is_ours, require_ours

MARCH = date(2020, 3, 31)


@pytest.fixture
def days(tmp_path: Path) -> Days:
    """A demo that has built its opening day and the end of March."""
    days = Days(tmp_path)
    days.built_by.mkdir(parents=True)
    for day in (OPENING, MARCH):
        mark(days.as_built(day))
    return days


def write(file: Path, word: str) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.execute("INSERT INTO words VALUES (?)", [word])


def tables(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as connection:
        return [name for (name,) in connection.execute("SELECT name FROM sqlite_master")]


def test_it_opens_on_15_april(days: Days) -> None:
    assert days.chosen() == date(2020, 4, 15)


def test_a_chosen_day_stays_chosen(days: Days) -> None:
    days.choose(MARCH)
    assert Days(days.folder).chosen() == MARCH


def test_a_spoilt_note_of_the_day_opens_on_15_april(days: Days) -> None:
    (days.folder / "today").write_text("yesterday")
    assert days.chosen() == OPENING


@pytest.mark.parametrize("text", ["", "yesterday", "2019-06-30", "2020-07-02", "2020-02-30"])
def test_a_day_that_the_year_does_not_have_is_refused(text: str) -> None:
    with pytest.raises(DayRefused):
        checked(text)


def test_what_was_done_on_a_day_is_kept_when_one_comes_back(days: Days) -> None:
    days.choose(OPENING)
    write(days.file(OPENING), "done")
    days.choose(MARCH)
    days.choose(OPENING)
    assert tables(days.file(OPENING)) == ["words"]


def test_starting_over_forgets_it(days: Days) -> None:
    days.choose(OPENING)
    write(days.file(OPENING), "done")
    days.prepare(OPENING, afresh=True)
    assert tables(days.file(OPENING)) == []


def test_a_database_that_no_demo_made_is_refused(days: Days) -> None:
    write(days.file(OPENING), "somebody's own")
    with pytest.raises(DayRefused, match="not made by the demo"):
        days.choose(OPENING)
    assert tables(days.file(OPENING)) == ["words"]


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.sqlite3").write_text("Dear all, this is not a database at all.")
    with pytest.raises(DayRefused):
        require_ours(tmp_path / "letter.sqlite3")


def test_the_mark_survives_what_django_does_to_a_database(days: Days) -> None:
    write(days.as_built(OPENING), "word")
    assert is_ours(days.as_built(OPENING))


def test_another_versions_days_are_thrown_away(days: Days) -> None:
    other = days.folder / "days" / "000000000000"
    other.mkdir()
    days.remove_others()
    assert [folder.name for folder in (days.folder / "days").iterdir()] == [days.built_by.name]


@pytest.mark.parametrize(
    "url", ["postgresql://thriving@localhost/thriving", "sqlite:////var/lib/thriving.sqlite3"]
)
def test_somebody_elses_database_is_never_the_demos(days: Days, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        days.url({"DATABASE_URL": url})


def test_a_way_out_of_the_demos_folder_is_refused(days: Days) -> None:
    with pytest.raises(ImproperlyConfigured):
        days.url({"DATABASE_URL": f"sqlite:///{days.folder}/../thriving.sqlite3"})


def test_without_another_wish_it_is_the_chosen_days(days: Days) -> None:
    assert days.url({}) == f"sqlite:///{days.file(OPENING)}"


def test_a_year_that_cannot_be_built_leaves_nothing_behind(
    days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("thriving.web.demo.days.BUILDING", "thriving.nothing_of_that_name")
    with pytest.raises(DayRefused, match="could not be built"):
        days.choose(date(2020, 5, 1))
    assert days.chosen() == OPENING
    assert sorted(file.name for file in days.built_by.iterdir()) == ["2020-03-31.built", "2020-04-15.built"]
