"""What of a meeting waits: for those who run it, for whoever is expected, for the safeguarding officers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.kernel import access
from thriving.movement import work
from thriving.movement.queries.safeguarding import RULE
from thriving.programs.councils.models import Meeting
from thriving.programs.councils.queries import next_meetings
from thriving.programs.councils.states.meetings import CALLED, IN_SESSION, PLANNED

CALLED_BEFORE = timedelta(days=7)  # so that whoever is expected can make it possible to come
WRITTEN_WITHIN = timedelta(days=14)


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    for meeting in next_meetings.to_run(reader):
        if step := _next_step(meeting, today):
            title, name, due = step
            yield _item(meeting, title, due, page=_page(meeting, name))
    for meeting in next_meetings.to_attend(reader):
        yield _to_come_or_to_read(meeting)
    if access.holds(reader, RULE):
        yield from _of_officer()


def _to_come_or_to_read(meeting: Meeting) -> work.Item:
    if meeting.state == CALLED:
        why = _(
            "How to join and what it is about stands there; say there, too, whether the minutes may name you."
        )
        return _item(meeting, _("Come to the meeting"), meeting.day, why=why)
    why = _("The council agrees to them before everybody reads them.")
    return _item(meeting, _("Read the minutes"), meeting.day + WRITTEN_WITHIN, why=why)


def _next_step(meeting: Any, today: date) -> tuple[str, str, date] | None:
    """What its page calls the step, the step's name in addresses, and by when."""
    if meeting.state == PLANNED:
        return _("Call the meeting"), "call", meeting.day - CALLED_BEFORE
    if meeting.state == CALLED:
        return (_("Open the meeting"), "open", meeting.day) if meeting.day <= today else None
    if meeting.state == IN_SESSION:
        return _("Record that it was held"), "record", meeting.day
    title, name = _next_of_minutes(meeting)
    return title, name, meeting.day + WRITTEN_WITHIN


def _next_of_minutes(meeting: Any) -> tuple[str, str]:
    if not meeting.has_minutes:
        return _("Write the minutes"), "minutes"
    if meeting.agreed_minutes is None:
        return _("Record that the council agreed to the minutes"), "agree"
    return _("Let everybody read the minutes"), "publish"


def _of_officer() -> Iterator[work.Item]:
    """They see no meeting: they read for which council, and by when, and whose clearances have ended."""
    title = _("Clear an adult who is named for a meeting of a council")
    why = _("Two of the named adults must hold a clearance on the day of the meeting.")
    page = reverse("movement:safeguarding")
    for meeting in next_meetings.without_clearance():
        yield _item(meeting, title, meeting.day, page=page, why=why)


def _page(meeting: Meeting, step: str) -> str:
    return reverse("councils:meeting_step", args=[meeting.council.key, meeting.number, step])


def _item(meeting: Meeting, title: str, due: date, *, page: str = "", why: str = "") -> work.Item:
    return work.Item(
        title,
        page or reverse("councils:meeting", args=[meeting.council.key, meeting.number]),
        due,
        of=str(meeting.council),
        why=why,
        kind=title,
        sample=meeting.sample,
    )


work.declare("meetings of councils", gettext_lazy("Meetings"), waiting)
