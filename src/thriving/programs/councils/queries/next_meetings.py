"""What those who run meetings of councils, or are expected at them, have to do next: by a few queries."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement.models import Clearance
from thriving.programs.councils.models import Attendance, Meeting, Minutes, Part
from thriving.programs.councils.queries.two_adults import COMES, TWO
from thriving.programs.councils.states.meetings import AHEAD, CALLED, CALLED_OFF, HELD, SHARED


def to_run(person: Any) -> QuerySet[Meeting]:
    """Meetings that the person runs, from the plan of one to its public minutes."""
    mine = access.within(person, "run_council_meeting", Meeting.objects.select_related("council"))
    written = Exists(Minutes.objects.filter(meeting=OuterRef("pk")))
    return mine.exclude(state=CALLED_OFF).filter(published_at=None).annotate(has_minutes=written)


def to_attend(person: Any) -> QuerySet[Meeting]:
    """At which the person is expected: called ones, and held ones whose minutes the council agrees to next.

    Only such as they may join: who has left the council is expected no longer. An adult or an observer
    agrees to no minutes.
    """
    mine = Attendance.objects.filter(meeting=OuterRef("pk"), person=person.pk)
    called = Q(Exists(mine), state=CALLED, ends_at__gte=clock.now())
    written = Exists(Minutes.objects.filter(meeting=OuterRef("pk")))
    held = Q(Exists(mine.filter(part=Part.MEMBER)), written, state=HELD, agreed_minutes=None)
    expected = list(Meeting.objects.filter(called | held, state__in=SHARED).values_list("pk", flat=True))
    if not expected:  # as for nearly everybody: whether they may join is dear to ask
        return Meeting.objects.none()
    found = access.within(person, "join_council_meeting", Meeting.objects.filter(pk__in=expected))
    return found.select_related("council")


def without_clearance() -> list[Meeting]:
    """Meetings ahead for which two adults are named, and fewer than two hold a clearance on the day."""
    day: Any = OuterRef("meeting__day")
    cleared = Clearance.objects.on(day).filter(person=OuterRef("person"))
    named = Attendance.objects.filter(
        meeting__state__in=AHEAD,
        meeting__starts_at__gt=clock.now(),
        meeting__minors_may_come=True,
        part=Part.ADULT,
        presence__in=COMES,
        person__is_active=True,
    )
    found = defaultdict(list)
    for each in named.annotate(is_cleared=Exists(cleared)).select_related("meeting__council"):
        found[each.meeting].append(each.is_cleared)
    return [meeting for meeting, are in found.items() if len(are) >= TWO > sum(are)]
