from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from thriving.history.failures import HistoryError
from thriving.history.people import Scope, scope


def window(begins: str, ends: str, zone: str) -> tuple[datetime, datetime]:
    asked = scope(["Amina"], begins=begins, ends=ends, zone=zone)
    return asked.first, asked.end


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_day_begins_at_midnight_there() -> None:
    assert window("2025-03-08", "2025-03-09", "Africa/Addis_Ababa") == (
        at("2025-03-07T21:00"),
        at("2025-03-08T21:00"),
    )


def test_the_day_on_which_clocks_go_forward_is_an_hour_shorter() -> None:
    assert window("2025-03-30", "2025-03-31", "Europe/Berlin") == (
        at("2025-03-29T23:00"),
        at("2025-03-30T22:00"),
    )


def test_the_day_on_which_clocks_go_back_is_an_hour_longer() -> None:
    assert window("2025-10-26", "2025-10-27", "Europe/Berlin") == (
        at("2025-10-25T22:00"),
        at("2025-10-26T23:00"),
    )


def test_a_midnight_that_clocks_skip_is_the_moment_they_jump_to() -> None:
    first, _ = window("2025-03-30", "2025-03-31", "Asia/Beirut")
    assert first == at("2025-03-29T22:00")


def test_of_a_time_that_clocks_show_twice_the_first_is_meant() -> None:
    first, _ = window("2025-10-26T02:30", "2025-10-27", "Europe/Berlin")
    assert first == at("2025-10-26T00:30")


def test_a_moment_may_say_how_far_from_utc_it_is() -> None:
    first, _ = window("2025-03-08T18:30+05:30", "2025-03-09", "UTC")
    assert first == at("2025-03-08T13:00")


def test_names_are_normalized_and_counted_once() -> None:
    asked = Scope(("user:amina", "Amina"), date(2025, 1, 1), date(2025, 2, 1))
    assert asked.names == ("Amina",)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"names": []}, "at least one name"),
        ({"names": ["  "]}, "at least one name"),
        ({"begins": "2025-03-08", "ends": "2025-03-08"}, "holds no moment"),
        ({"begins": "yesterday"}, "“yesterday” is neither a day"),
        ({"begins": "2025-02-30"}, "“2025-02-30” is neither a day"),
        ({"zone": "Mars/Olympus"}, "There is no time zone Mars/Olympus"),
        ({"zone": "../etc/passwd"}, "There is no time zone"),
        ({"zone": ""}, "There is no time zone"),
    ],
)
def test_what_cannot_be_a_scope_is_a_sentence(given: dict[str, object], said: str) -> None:
    asked: dict[str, object] = {"names": ["Amina"], "begins": "2025-01-01", "ends": "2025-02-01", **given}
    with pytest.raises(HistoryError, match=said):
        scope(**asked)  # type: ignore[arg-type]  # what somebody may type


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_that_no_other_zone_has_is_refused_by_name(day: str) -> None:
    zone = "Asia/Kolkata" if day < "1" else "America/Lima"
    with pytest.raises(HistoryError, match=f"{day}.*edge of what a calendar holds"):
        scope(["Amina"], begins=day, ends=day + "T23:59", zone=zone)
