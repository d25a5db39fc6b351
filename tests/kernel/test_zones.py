"""Clocks on the wall are moments, where they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from thriving.kernel import zones


@pytest.mark.parametrize(
    ("day", "clock", "zone", "utc"),
    [
        (date(2026, 7, 1), time(10), "Europe/Berlin", datetime(2026, 7, 1, 8)),
        (date(2026, 12, 1), time(10), "Europe/Berlin", datetime(2026, 12, 1, 9)),
        (date(2026, 1, 10), time(10), "Australia/Sydney", datetime(2026, 1, 9, 23)),
        (date(2026, 7, 10), time(10), "Australia/Sydney", datetime(2026, 7, 10, 0)),
        (date(2026, 7, 10), time(10), "Asia/Kathmandu", datetime(2026, 7, 10, 4, 15)),
        (date(2026, 7, 10), time(0, 30), "Pacific/Kiritimati", datetime(2026, 7, 9, 10, 30)),
    ],
)
def test_a_time_on_the_wall_is_a_moment(day: date, clock: time, zone: str, utc: datetime) -> None:
    assert zones.moment(day, clock, zone) == utc.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "clock", "zone", "sentence"),
    [
        (date(2026, 3, 29), time(2, 30), "Europe/Berlin", "does not exist"),
        (date(2026, 10, 25), time(2, 30), "Europe/Berlin", "comes twice"),
        (date(2026, 10, 4), time(2, 30), "Australia/Sydney", "does not exist"),
        (date(2026, 4, 5), time(2, 30), "Australia/Sydney", "comes twice"),
        (date(2026, 9, 6), time(0, 0), "America/Santiago", "does not exist"),  # midnight itself
        (date(2011, 12, 30), time(12), "Pacific/Apia", "does not exist"),  # a whole day was left out
    ],
)
def test_a_time_that_is_none_or_two_is_refused(day: date, clock: time, zone: str, sentence: str) -> None:
    with pytest.raises(zones.NoSuchMoment, match=sentence):
        zones.moment(day, clock, zone)


def test_abbreviations_are_no_zones() -> None:
    assert {"UTC", "Africa/Accra", "America/Argentina/Salta"} <= zones.known()
    assert {"EST", "CET", "GMT0"}.isdisjoint(zones.known())


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        ("UTC", "UTC"),
        ("Africa/Nairobi", "UTC+3"),
        ("America/St_Johns", "UTC−3:30"),
        ("Asia/Kolkata", "UTC+5:30"),
    ],
)
def test_how_far_from_utc(zone: str, words: str) -> None:
    moment = zones.moment(date(2026, 12, 1), time(12), zone).astimezone(zones.ZoneInfo(zone))
    assert zones.offset_words(moment) == words
