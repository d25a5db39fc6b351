"""Who runs a council calls its meetings; who is expected joins them; everybody reads agreed minutes."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from thriving.kernel.access import NOTHING, Scope, declare
from thriving.programs.councils.models import Attendance, Membership, Part
from thriving.programs.councils.rules.reaching import runs, sits
from thriving.programs.councils.rules.taking_part import cleared_where, is_known, sitting, taking_part
from thriving.programs.councils.states.meetings import SHARED
from thriving.programs.councils.states.membership import ACTIVE


def _sits_then(person: Any) -> Q:
    """By the seat that is theirs on the day of the meeting, not by having been expected once."""
    if not is_known(person):
        return NOTHING
    seats = Membership.objects.filter(sitting(OuterRef("day")), council=OuterRef("council"))
    return Q(Exists(seats.filter(person=person.pk)))


def _named(person: Any) -> Q:
    """As an observer, or one of the adults."""
    if not is_known(person):
        return NOTHING
    others = Attendance.objects.filter(taking_part("person"), meeting=OuterRef("pk")).exclude(
        part=Part.MEMBER
    )
    return Q(Exists(others.filter(person=person.pk)))


_minors = Membership.objects.filter(council=OuterRef("council"), state=ACTIVE, person__shielded=True)
cleared_for_meeting = cleared_where(Q(council__takes_minors=True) | Q(Exists(_minors)))
leads = runs & cleared_for_meeting
expected = sits | Scope(_sits_then) | (Scope(_named) & cleared_for_meeting)
shared = Scope(lambda _person: Q(state__in=SHARED))
published = Scope(lambda _person: Q(published_at__isnull=False))

declare(  # of meetings
    see_council_meeting=published | runs | (shared & expected),
    join_council_meeting=leads | (shared & expected),  # how to join, its agenda, its papers
    run_council_meeting=leads,
)
