"""Hostile words in what is no page: data for programs, calendars, the heads of files."""

from __future__ import annotations

import json

import pytest
from icalendar import Calendar
from tests.whole import records
from tests.whole.hostile import *  # noqa: F403 -- its fixtures
from tests.whole.hostile import JSON, PACKAGES, File

pytestmark = pytest.mark.django_db

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def of_kind(files: list[File], kind: str) -> list[File]:
    return [each for each in files if each.headers["Content-Type"].startswith(kind)]


def test_data_for_programs_is_whole_and_no_page(attacked_files: list[File]) -> None:
    found = of_kind(attacked_files, "application/json")
    assert {each.row.name for each in found} >= {row.name for row in JSON if records.readers_of(row)}
    for each in found:
        assert isinstance(json.loads(each.content), dict), each.row.name
        assert each.headers["X-Content-Type-Options"] == "nosniff", each.row.name
    told = {each.row.name.partition(":")[0] for each in found if b"attack()" in each.content}
    assert told >= {"milestones", "councils", "proposals", "grant_reports", "plan"}
    assert told & set(PACKAGES)


def test_no_file_says_more_in_its_head_than_we_do(attacked_files: list[File]) -> None:
    for each in attacked_files:
        for name, value in each.headers.items():
            assert not set("\r\n\x00") & set(value), (each.row.name, name)
            assert "attack()" not in value, (each.row.name, name)
            assert not set(TURNING) & set(value), (each.row.name, name)


def test_a_calendar_stays_one(attacked_files: list[File]) -> None:
    found = of_kind(attacked_files, "text/calendar")
    assert found
    for each in found:
        parts = [part.name for part in Calendar.from_ical(each.content).walk()]
        assert set(parts) <= {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}, each.row.name
        assert not set(TURNING) & set(each.content.decode()), each.row.name
