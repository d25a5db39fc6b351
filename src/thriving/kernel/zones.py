"""From what clocks on the wall show to the moment that it is; and a sentence where there is none."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel.dates import format_date, format_time
from django.utils.translation import get_language, to_locale
from django.utils.translation import gettext as _


class NoSuchMoment(ValueError):
    """A local time that does not exist or comes twice; its message says so to whoever typed it."""


@cache
def known() -> frozenset[str]:
    """The zones of places, and UTC: no abbreviations, whose meaning depends on who reads them."""
    return frozenset(name for name in available_timezones() if "/" in name) | {"UTC"}


def moment(day: date, clock: time, zone: str) -> datetime:
    """In UTC. Where clocks are put forward or back, a time may be none or two moments: refused."""
    wall = datetime.combine(day, clock)
    found = _moments(wall, ZoneInfo(zone))
    if len(found) == 1:
        return found.pop()
    raise NoSuchMoment(_sentence(wall, zone, comes=len(found)))


def nearest(day: date, clock: time, zone: str) -> datetime:
    """The same for what was agreed before clocks were changed: always a moment, of two the earlier."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def _moments(wall: datetime, zone: ZoneInfo) -> set[datetime]:
    both = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return {each for each in both if each.astimezone(zone).replace(tzinfo=None, fold=0) == wall}


def _sentence(wall: datetime, zone: str, comes: int) -> str:
    locale = to_locale(get_language() or "en")
    told = {
        "day": format_date(wall.date(), "long", locale=locale),
        "time": format_time(wall.time(), "short", locale=locale),
        "zone": zone,
    }
    if comes:
        return (
            _(
                "On %(day)s clocks in %(zone)s are put back, and %(time)s comes twice: choose another time, "
                "such as an hour later."
            )
            % told
        )
    return (
        _(
            "On %(day)s clocks in %(zone)s are put forward, and %(time)s does not exist: choose another "
            "time, such as an hour later."
        )
        % told
    )


def offset_words(moment: datetime) -> str:
    """How far the zone of ``moment`` is from UTC then, such as “UTC+5:30”."""
    offset = moment.utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    sign = "+" if minutes > 0 else "−"
    return f"UTC{sign}{hours}:{rest:02}" if rest else f"UTC{sign}{hours}"
