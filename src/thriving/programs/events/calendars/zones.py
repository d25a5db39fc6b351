"""A time zone with the moments at which its clocks change, as they are: not as a rule would have them.

The library's own way of making one misses changes (Morocco's month of fasting) and dates some by the new
offset, where the standard wants the old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_A_DAY = timedelta(days=1)
_A_SECOND = timedelta(seconds=1)


@lru_cache(maxsize=256)
def timezone(name: str, first_year: int, last_year: int) -> Timezone:
    """What holds from the beginning of ``first_year`` to the end of ``last_year``."""
    zone = ZoneInfo(name)
    begins, ends = datetime(first_year, 1, 1, tzinfo=UTC), datetime(last_year + 1, 1, 1, tzinfo=UTC)
    made = Timezone()
    made.add("tzid", name)
    made.add_component(_observance(begins.astimezone(zone), begins.astimezone(zone)))
    for before, after in changes(zone, begins, ends):
        made.add_component(_observance(before, after))
    return made


def changes(zone: ZoneInfo, begins: datetime, ends: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The last second before each change of the clocks and the first one after it, by the zone's clocks."""
    moment = begins
    while moment < ends:
        following = min(moment + _A_DAY, ends)
        if _offset(moment, zone) != _offset(following, zone):
            yield _change(moment, following, zone)
        moment = following


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> tuple[datetime, datetime]:
    while after - before > _A_SECOND:
        middle = (before + (after - before) / 2).replace(microsecond=0)
        if _offset(middle, zone) == _offset(before, zone):
            before = middle
        else:
            after = middle
    return before.astimezone(zone), after.astimezone(zone)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _observance(before: datetime, after: datetime) -> TimezoneStandard | TimezoneDaylight:
    made = TimezoneDaylight() if after.dst() else TimezoneStandard()
    # Its beginning is told by the clocks as they were until then.
    begins = after.astimezone(UTC) + (before.utcoffset() or timedelta())
    made.add("dtstart", begins.replace(tzinfo=None))
    made.add("tzoffsetfrom", before.utcoffset())
    made.add("tzoffsetto", after.utcoffset())
    made.add("tzname", after.tzname())
    return made
