"""A scope of people: who, on which wikis, from when until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from thriving.history.failures import HistoryError
from thriving.history.people.names import each_once

ALL_TOGETHER = "together"  # the title of what all scopes have


@dataclass(frozen=True)
class Scope:
    """``begins`` is in the window, ``ends`` is not; both as the clocks of ``zone`` show them.

    A day stands for its midnight. No wikis means all of the lake. ``within`` names larger wholes that are
    told beside it: of each, everything that the scopes in it have, once.
    """

    names: tuple[str, ...]
    begins: date
    ends: date
    wikis: tuple[str, ...] = ()
    zone: str = "UTC"
    title: str = ""
    within: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", each_once(self.names))
        object.__setattr__(self, "wikis", tuple(dict.fromkeys(self.wikis)))
        if not self.names:
            raise HistoryError("A scope of people needs at least one name.")
        if self.first >= self.end:
            raise HistoryError(
                f"The window from {self.begins} until {self.ends} holds no moment: its end is left out, "
                "so it has to be later than its beginning."
            )

    @property
    def first(self) -> datetime:
        """The first moment that counts, in UTC."""
        return _moment(self.begins, self.zone)

    @property
    def end(self) -> datetime:
        """The first moment after, in UTC."""
        return _moment(self.ends, self.zone)


def scope(  # noqa: PLR0913 -- each is a part of what a scope is
    names: Iterable[str],
    *,
    begins: date | str,
    ends: date | str,
    wikis: Iterable[str] = (),
    zone: str = "UTC",
    title: str = "",
    within: Iterable[str] = (),
) -> Scope:
    """A scope from what a person would type: days as "2025-03-08", moments as "2025-03-08T18:30"."""
    return Scope(tuple(names), when(begins), when(ends), tuple(wikis), zone, title, tuple(within))


def when(written: date | str) -> date:
    """A day, or a moment if it says a time; a moment may say how far from UTC it is."""
    if isinstance(written, date):
        return written
    try:
        return date.fromisoformat(written) if len(written) <= len("2025-03-08") else _read(written)
    except ValueError:
        raise HistoryError(
            f"“{written}” is neither a day, as 2025-03-08, nor a moment, as 2025-03-08T18:30."
        ) from None


def _read(written: str) -> datetime:
    return datetime.fromisoformat(written)


def _moment(day: date, zone: str) -> datetime:
    """Where the clocks skip the moment, it is the one they jump to; where they show it twice, the first."""
    shown = day if isinstance(day, datetime) else datetime.combine(day, time.min)
    try:
        return (shown if shown.tzinfo else shown.replace(tzinfo=_zone(zone))).astimezone(UTC)
    except OverflowError:
        raise HistoryError(f"{day} is at the edge of what a calendar holds: take a day within it.") from None


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise HistoryError(
            f"There is no time zone {name}. Zones are named by place, as Africa/Addis_Ababa, or UTC."
        ) from None
