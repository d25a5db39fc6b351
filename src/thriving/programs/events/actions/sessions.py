"""When an event takes place: what was agreed by the clock on the wall, and the moments that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from thriving.kernel import zones
from thriving.programs.events.models import Event, Session

MOST_SESSIONS = 31
LONGEST_EVENT = timedelta(days=366)
EARLIEST = date(2001, 1, 15)  # nothing of the movement is older
LATEST_YEAR = 2100


@dataclass(frozen=True, order=True)
class Times:
    """One session as somebody plans it, by the clocks of the event's zone."""

    day: date
    begins: time
    end_day: date
    ends: time

    @classmethod
    def of(cls, session: Session) -> Times:
        return cls(session.day, session.begins, session.end_day, session.ends)

    def later(self, days: timedelta) -> Times:
        return Times(self.day + days, self.begins, self.end_day + days, self.ends)


Moments = tuple[datetime, datetime]


def moments_of(times: Times, zone: str) -> Moments:
    return zones.moment(times.day, times.begins, zone), zones.moment(times.end_day, times.ends, zone)


def problems_of_times(sessions: Sequence[Times], zone: str) -> Iterator[tuple[str, str]]:
    if zone not in zones.known():
        yield "time_zone", _("“%(zone)s” is no time zone, such as Africa/Accra.") % {"zone": zone[:60]}
        return
    if not sessions:
        yield "sessions", _("Say at least one day with its times.")
    if len(sessions) > MOST_SESSIONS:
        yield (
            "sessions",
            _("An event has at most %(count)d sessions: make it a series.") % {"count": MOST_SESSIONS},
        )
        return
    yield from (("sessions", sentence) for each in sessions for sentence in _wrong(each, zone))
    if (
        sessions
        and max(each.end_day for each in sessions) - min(each.day for each in sessions) > LONGEST_EVENT
    ):
        yield "sessions", _("An event lasts at most a year: make it a series.")


def _wrong(times: Times, zone: str) -> Iterator[str]:
    if times.day < EARLIEST or times.end_day.year > LATEST_YEAR:
        yield _("%(day)s is no day on which an event can be.") % {"day": times.day.isoformat()}
        return
    try:
        begins, ends = moments_of(times, zone)
    except zones.NoSuchMoment as refused:
        yield str(refused)
        return
    if ends <= begins:
        yield _("A session ends after it begins.")
    elif times.end_day > times.day + timedelta(days=1):
        yield _("A session ends on its day or on the next one: give each day its own.")


def span(sessions: Iterable[Times], zone: str) -> Moments:
    """From the first beginning to the last end."""
    both = [moments_of(each, zone) for each in sessions]
    return min(begins for begins, _ends in both), max(ends for _begins, ends in both)


def write_sessions(event: Event, sessions: Sequence[Times]) -> None:
    """Have the event take place exactly then."""
    event.sessions.all().delete()
    Session.objects.bulk_create(_session(event, each) for each in sorted(set(sessions)))
    getattr(event, "_prefetched_objects_cache", {}).pop("sessions", None)


def _session(event: Event, times: Times) -> Session:
    starts_at, ends_at = moments_of(times, event.time_zone)
    return Session(
        event=event,
        day=times.day,
        begins=times.begins,
        end_day=times.end_day,
        ends=times.ends,
        starts_at=starts_at,
        ends_at=ends_at,
    )
