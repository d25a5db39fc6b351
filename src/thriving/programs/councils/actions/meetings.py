"""A meeting is planned with its agenda and its people, called, opened, recorded, or called off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.core.files import File
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, files, turn, zones
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean
from thriving.movement.models import Person
from thriving.movement.queries.minors import is_minor, may_take_part
from thriving.movement.spelling import line
from thriving.programs.councils import reminders
from thriving.programs.councils.actions.councils import require_cleared
from thriving.programs.councils.actions.naming import take_down
from thriving.programs.councils.models import (
    AgendaItem,
    Attendance,
    Council,
    Meeting,
    Part,
    Presence,
)
from thriving.programs.councils.queries.meetings import coming
from thriving.programs.councils.queries.two_adults import (
    CLEARANCE_IS_LACKING,
    TWO,
    adults_there,
    cleared,
    cleared_for,
    is_asked_now,
    minors_may_come,
)
from thriving.programs.councils.rules.taking_part import sitting
from thriving.programs.councils.states.council import CLOSED
from thriving.programs.councils.states.meetings import AHEAD, CALLED, IN_SESSION, MEETING, SHARED

LONGEST_TITLE, LONGEST_TEXT = 200, 5_000
MOST_ITEMS, MOST_PEOPLE = 30, 100
PAPERS = ("pdf", "csv", "xlsx", "png", "jpeg")
OF_PAPERS = 20 * 1024 * 1024  # bytes


@dataclass(frozen=True)
class When:
    """A day and two times as clocks of a zone show them."""

    day: date
    begins: time
    ends: time
    time_zone: str

    def moments(self) -> tuple[datetime, datetime]:
        """Both in UTC; one that goes past midnight ends on the next day."""
        if self.time_zone not in zones.known():
            raise Refused(_("No time zone is called so."))
        last = self.day + timedelta(days=1) if self.ends <= self.begins else self.day
        try:
            starts = zones.moment(self.day, self.begins, self.time_zone)
            return starts, zones.moment(last, self.ends, self.time_zone)
        except zones.NoSuchMoment as none:
            raise Refused(str(none)) from none


@transaction.atomic
def plan(
    council: Council, when: When, *, how_to_join: str = "", quorum: int | None = None, by: Person
) -> Meeting:
    """Ahead of its day: what was not planned before cannot be recorded afterwards."""
    turn.take()
    access.require(by, "run_council", council)
    require_cleared(council, by)
    if council.state == CLOSED:
        raise Refused(_("A council that is closed does not meet."))
    starts_at, ends_at = _moments(when)
    last = Meeting.objects.filter(council=council).aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        council=council,
        number=last + 1,
        day=when.day,
        begins=when.begins,
        ends=when.ends,
        time_zone=when.time_zone,
        starts_at=starts_at,
        ends_at=ends_at,
        how_to_join=clean(how_to_join)[:LONGEST_TEXT],
        quorum=_quorum(council, quorum, when.day),
        sample=council.sample,
    )
    _expect_members(meeting)
    diary.note(_name(meeting), "planned", by=by)
    return meeting


def _moments(when: When) -> tuple[datetime, datetime]:
    starts_at, ends_at = when.moments()
    if starts_at <= clock.now():
        raise Refused(_("Choose a time that is still to come: a meeting is planned before it takes place."))
    return starts_at, ends_at


def _quorum(council: Council, quorum: int | None, day: date) -> int:
    """More than half of the members, where nothing else is said."""
    if quorum is not None and not 1 <= quorum <= MOST_PEOPLE:
        raise Refused(_("A quorum is at least one member, and at most a hundred."))
    return quorum or council.memberships.filter(sitting(day)).count() // 2 + 1


def _expect_members(meeting: Meeting) -> None:
    """All who sit on the council on that day; who came to be a member later is expected too."""
    seated = meeting.council.memberships.filter(sitting(meeting.day)).select_related("person")
    people = [each.person for each in seated if each.person]
    rows = [Attendance(meeting=meeting, person=each, part=Part.MEMBER) for each in people]
    Attendance.objects.bulk_create(rows, ignore_conflicts=True)


@transaction.atomic
def move_to(meeting: Meeting, when: When, *, how_to_join: str, by: Person) -> None:
    """Another day or another place. A called one is moved only where the adults' clearance holds then too."""
    begin(meeting, by)
    if meeting.state not in AHEAD:
        raise Refused(_("Only what has not begun can be moved."))
    meeting.starts_at, meeting.ends_at = _moments(when)
    meeting.day, meeting.begins, meeting.ends = when.day, when.begins, when.ends
    meeting.time_zone, meeting.how_to_join = when.time_zone, clean(how_to_join)[:LONGEST_TEXT]
    if meeting.state == CALLED:
        _require_two(meeting)
    meeting.save(update_fields=["starts_at", "ends_at", "day", "begins", "ends", "time_zone", "how_to_join"])
    if meeting.state == CALLED:
        _recount(meeting)
        reminders.tell_called(meeting, everybody(meeting), f"moved:{meeting.starts_at.isoformat()}")
    diary.note(_name(meeting), "moved", by=by)


def _require_two(meeting: Meeting) -> None:
    if minors_may_come(meeting) and len(cleared_for(meeting)) < TWO:
        raise Refused(str(CLEARANCE_IS_LACKING))


@transaction.atomic
def follow_clocks(meeting: Meeting, *, by: Actor) -> bool:
    """A country changes its clocks: what was agreed stays, the moments follow; whether they were others."""
    turn.take()
    last = meeting.day + timedelta(days=1 if meeting.ends <= meeting.begins else 0)
    starts_at = zones.nearest(meeting.day, meeting.begins, meeting.time_zone)
    moments = (starts_at, zones.nearest(last, meeting.ends, meeting.time_zone))
    if moments == (meeting.starts_at, meeting.ends_at):
        return False
    meeting.starts_at, meeting.ends_at = moments
    meeting.save(update_fields=["starts_at", "ends_at"])
    diary.note(_name(meeting), "followed_clocks", by=by)
    return True


@transaction.atomic
def put_on_agenda(
    meeting: Meeting, title: str, *, text: str = "", paper: File[bytes] | None = None, by: Person
) -> AgendaItem:
    begin(meeting, by)
    _require_ahead(meeting)
    if not line(title) or len(title) > LONGEST_TITLE:
        raise Refused(_("A title has between one character and %(count)d.") % {"count": LONGEST_TITLE})
    if len(text) > LONGEST_TEXT:
        raise Refused(_("This text has at most %(count)d characters.") % {"count": LONGEST_TEXT})
    if meeting.items.count() >= MOST_ITEMS:
        raise Refused(_("An agenda has at most %(count)d items.") % {"count": MOST_ITEMS})
    stored = files.store(paper, by=by, kinds=PAPERS, limit=OF_PAPERS) if paper else None
    item = AgendaItem.objects.create(
        meeting=meeting,
        position=(meeting.items.aggregate(last=Max("position"))["last"] or 0) + 1,
        title=line(title),
        text=clean(text),
        paper=stored,
        paper_digest=stored.sha256 if stored else "",
    )
    diary.note(_name(meeting), "put_on_agenda", by=by, body={"sha256": item.paper_digest})
    return item


@transaction.atomic
def take_off_agenda(item: AgendaItem, *, by: Person) -> None:
    meeting = item.meeting
    begin(meeting, by)
    _require_ahead(meeting)
    item.delete()
    diary.note(_name(meeting), "took_off_agenda", by=by)


@transaction.atomic
def lift(item: AgendaItem, *, by: Person) -> None:
    """One place up."""
    meeting = item.meeting
    begin(meeting, by)
    _require_ahead(meeting)
    above = meeting.items.filter(position__lt=item.position).last()
    if above is not None:
        above.position, item.position = item.position, above.position
        AgendaItem.objects.bulk_update([above, item], ["position"])
        diary.note(_name(meeting), "ordered_agenda", by=by)


def _require_ahead(meeting: Meeting) -> None:
    if meeting.state not in AHEAD:
        raise Refused(_("The agenda of what has begun stays as it is."))


@transaction.atomic
def expect(meeting: Meeting, person: Person, part: str, *, by: Person) -> Attendance:
    """Name somebody who comes, as an observer or as one of the adults: beside a minor only the cleared."""
    begin(meeting, by)
    if meeting.state not in (*AHEAD, IN_SESSION):
        raise Refused(_("Who was there is recorded; nobody can be named afterwards."))
    if part not in (Part.OBSERVER, Part.ADULT):
        raise Refused(_("Members are expected by their seats."))
    if part == Part.ADULT and not cleared([person], meeting.days):
        raise Refused(_("Their clearance does not hold on the day of the meeting, or they have none."))
    attendance, is_new = Attendance.objects.get_or_create(
        meeting=meeting, person=person, defaults={"part": part}
    )
    if not is_new:
        raise Refused(_("They are expected already."))
    _recount(meeting)
    if is_minor(person) or not coming(meeting).filter(pk=attendance.pk).exists():
        raise Refused(_("Their clearance does not hold on the day of the meeting, or they have none."))
    if meeting.state in SHARED:
        reminders.tell_called(meeting, [person], "called")
    diary.note(_name(meeting), "expected", by=by, body={"person": person.key, "part": part})
    return attendance


@transaction.atomic
def release(attendance: Attendance, *, by: Person) -> None:
    """Somebody does not come. Of a called meeting the last two adults stay until others are named."""
    meeting = attendance.meeting
    begin(meeting, by)
    if attendance.part == Part.MEMBER or meeting.state not in AHEAD:
        raise Refused(_("Mark them as excused or absent instead."))
    attendance.delete()
    if meeting.state == CALLED:
        _require_two(meeting)
        _recount(meeting)
    diary.note(_name(meeting), "released", by=by)


def _recount(meeting: Meeting) -> None:
    """What the database itself holds against the two gates."""
    if meeting.state in SHARED:
        meeting.minors_may_come, meeting.adults = minors_may_come(meeting), len(cleared_for(meeting))
        if meeting.minors_may_come and meeting.adults < TWO:
            raise Refused(
                _("Then a minor might come, and two cleared adults are not named: name them first.")
            )
        meeting.save(update_fields=["minors_may_come", "adults"])


@transaction.atomic
def call(meeting: Meeting, *, by: Person) -> None:
    """Invite everybody who is expected. Members who came since it was planned are expected too."""
    begin(meeting, by)
    _expect_members(meeting)
    _take(meeting, "call", len(cleared_for(meeting)))
    reminders.tell_called(meeting, everybody(meeting), "called")
    diary.note(_name(meeting), "called", by=by)


@transaction.atomic
def open_meeting(meeting: Meeting, present: set[int], *, by: Person) -> None:
    """``present``: the numbers of the attendances of those who are there when it begins.

    Whoever may not be there is not counted, whatever was ticked.
    """
    begin(meeting, by)
    if meeting.state == CALLED:
        _expect_members(meeting)
        there = coming(meeting).filter(pk__in=present).values_list("pk", flat=True)
        meeting.attendances.filter(pk__in=list(there)).update(presence=Presence.PRESENT)
    _take(meeting, "open", len(adults_there(meeting)))
    diary.note(_name(meeting), "opened", by=by)


@transaction.atomic
def record(meeting: Meeting, presence: dict[int, str], *, by: Person) -> None:
    """That it was held, and who came; ``presence`` by the number of the attendance."""
    begin(meeting, by)
    if meeting.state == IN_SESSION:
        there = set(coming(meeting).values_list("pk", flat=True))
        for each in meeting.attendances.all():
            told = presence.get(each.pk, each.presence) if each.pk in there else Presence.EXPECTED
            each.presence = Presence.ABSENT if told == Presence.EXPECTED else Presence(told)
            each.save(update_fields=["presence"])
    _take(meeting, "record", len(adults_there(meeting)))
    diary.note(_name(meeting), "held", by=by)


@transaction.atomic
def call_off(meeting: Meeting, *, reason: str, by: Person) -> None:
    begin(meeting, by)
    was_called = meeting.state in SHARED
    MEETING.take(meeting, "call_off", reason=clean(reason)[:LONGEST_TEXT])
    if was_called:
        reminders.tell_called_off(meeting, everybody(meeting))
    diary.note(_name(meeting), "called_off", by=by, why=meeting.reason)


def _take(meeting: Meeting, move: str, adults: int) -> None:
    MEETING.take(meeting, move, minors_may_come=minors_may_come(meeting), adults=adults)


@transaction.atomic
def say_here(attendance: Attendance, *, by: Person) -> None:
    """One of the adults, from their own account: whoever opens the meeting cannot say it for them."""
    turn.take()
    meeting = attendance.meeting
    if attendance.person_id != by.pk or attendance.part != Part.ADULT:
        raise Refused(_("Only they themselves say whether they are here."))
    if not is_asked_now(meeting):
        raise Refused(_("Say it when the meeting begins."))
    attendance.presence, attendance.confirmed_at = Presence.PRESENT, clock.now()
    attendance.save(update_fields=["presence", "confirmed_at"])
    diary.note(_name(meeting), "here", by=by)


@transaction.atomic
def let_be_named(attendance: Attendance, *, yes: bool, by: Person) -> None:
    """One's own word, taken back at any time: whether the minutes that everybody reads may name one."""
    turn.take()
    if attendance.person_id != by.pk:
        raise Refused(_("Only they themselves say whether they are named."))
    if yes and not may_take_part(by):
        raise Refused(_("You cannot take part yet: your age or somebody’s consent is still missing."))
    attendance.may_be_named = yes
    attendance.save(update_fields=["may_be_named"])
    diary.note(_name(attendance.meeting), "naming", by=by, body={"yes": yes})
    take_down(by)


def everybody(meeting: Meeting) -> list[Person]:
    """Who gets its letters: whose seat is no longer theirs, or who may not take part, does not."""
    found = coming(meeting).filter(person__is_active=True).select_related("person")
    return [each.person for each in found if each.person]


def begin(meeting: Meeting, by: Person) -> None:
    turn.take()
    locked = Meeting.objects.select_for_update(of=("self",)).select_related("council")
    meeting.refresh_from_db(from_queryset=locked)
    access.require(by, "run_council_meeting", meeting)


def _name(meeting: Meeting) -> str:
    return f"councils.meeting:{meeting.council.key}/{meeting.number}"
