"""Which snapshot a file belongs to, by the names that the publishers give, and until when it knows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from thriving.history.failures import HistoryError

# <snapshot>.<wiki>.<years>.tsv.bz2; source: MediawikiHistoryDumper in wikimedia/analytics-refinery-source.
_OF_HISTORY = re.compile(r"^(?P<year>\d{4})-(?P<month>\d{2})\.(?P<wiki>\w+)\.")
_PART = re.compile(rf"{_OF_HISTORY.pattern}(?P<part>\d{{4}}(?:-\d{{2}})?)\.")
# <wiki>-<day>-<content>.xml.bz2, as dumps.wikimedia.org names them.
_OF_XML = re.compile(r"^(?P<wiki>\w+)-(?P<day>\d{8})-")
_LAST = datetime.max.replace(tzinfo=UTC) - timedelta(seconds=1)  # after which nothing can be named


@dataclass(frozen=True)
class Snapshot:
    """``known_until``: what happened from then on is not in it."""

    name: str
    known_until: datetime

    @classmethod
    def of_month(cls, year: int, month: int) -> Snapshot:
        """A month's snapshot holds that month whole."""
        first = datetime(year, month, 1, tzinfo=UTC)
        following = first.replace(year=year + month // 12, month=month % 12 + 1)
        return cls(f"{year:04d}-{month:02d}", following)

    @classmethod
    def of_day(cls, day: date) -> Snapshot:
        """A dump begun on a day holds what happened before it."""
        return cls(day.isoformat(), datetime(day.year, day.month, day.day, tzinfo=UTC))

    @classmethod
    def named(cls, name: str) -> Snapshot:
        """From "2023-01" or "2023-01-20"; ValueError otherwise."""
        if len(name) == len("2023-01"):
            year, month = name.split("-")
            return cls.of_month(int(year), int(month))
        return cls.of_day(date.fromisoformat(name))


def refuse_to_come(snapshot: Snapshot, *, file: str, now: datetime) -> None:
    """What has not happened yet would count as known, and no later snapshot could ever replace it.

    A day more is allowed, for clocks that differ. Raises HistoryError.
    """
    if snapshot.known_until > now + timedelta(days=1):
        raise HistoryError(
            f"{file} is said to be of {snapshot.name}, or holds events until then, which is not over yet. "
            "Name the month or the day that it was made for."
        )


def of_file(file_name: str, given: Snapshot | None) -> Snapshot | None:
    """As its name tells or somebody says; None where neither does. Raises HistoryError where they differ."""
    told = told_by(file_name)
    if told and given and told != given:
        raise HistoryError(
            f"{file_name} is of {told.name} by its name, and {given.name} was said to be its snapshot. "
            "Leave the snapshot out, or give the file another name."
        )
    return told or given


def refuse_before(given: Snapshot, last: datetime, *, file: str) -> None:
    """What somebody says is believed, unless the file itself knows more than that. Raises HistoryError."""
    if last >= given.known_until:
        raise HistoryError(
            f"{file} holds events until {last:%Y-%m-%d}, and {given.name} was said to be its snapshot, which "
            f"ends before. Say a later one, or leave it out: then the file is known until its last event."
        )


def is_part(file_name: str) -> bool:
    """Whether a file of mediawiki_history says that it holds but some years or months."""
    return _OF_HISTORY.match(file_name) is not None and ".all-time." not in file_name


def part_of(file_name: str) -> str:
    """The year or the month that a file of mediawiki_history says it is of; otherwise nothing."""
    found = _PART.match(file_name)
    return found["part"] if found else ""


def told_by(file_name: str) -> Snapshot | None:
    """The snapshot in a publisher's file name."""
    try:
        if found := _OF_HISTORY.match(file_name):
            return Snapshot.of_month(int(found["year"]), int(found["month"]))
        if found := _OF_XML.match(file_name):
            return Snapshot.of_day(datetime.strptime(found["day"], "%Y%m%d").replace(tzinfo=UTC).date())
    except ValueError:  # digits that are no date
        return None
    return None


def until(last: datetime) -> Snapshot:
    """Of a file that does not say: it knows until its last event."""
    return Snapshot(last.date().isoformat(), min(last, _LAST) + timedelta(seconds=1))
