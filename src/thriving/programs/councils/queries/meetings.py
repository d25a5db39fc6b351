"""Meetings as their reader may see them: what the council agreed to, and for those expected the rest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from thriving.kernel import access, files
from thriving.movement.models import Clearance
from thriving.movement.queries.minors import is_cleared
from thriving.movement.rules.minors import apart_from_minors
from thriving.programs.councils.models import (
    AgendaItem,
    Attendance,
    Council,
    Meeting,
    Membership,
    Minutes,
    Part,
    Presence,
)
from thriving.programs.councils.queries.councils import has_minors
from thriving.programs.councils.queries.recommendations import names_seen
from thriving.programs.councils.queries.two_adults import grown_up
from thriving.programs.councils.rules.taking_part import sitting, taking_part
from thriving.programs.councils.states.meetings import CALLED_OFF, HELD

_CAME = Q(attendances__presence=Presence.PRESENT)


def meetings_for(reader: Any, council: Council) -> QuerySet[Meeting]:
    """The newest first, each with how many members came."""
    found = access.within(reader, "see_council_meeting", Meeting.objects.filter(council=council))
    came = Count("attendances", filter=_CAME & Q(attendances__part=Part.MEMBER))
    return found.annotate(members_there=came).order_by("-starts_at", "-pk")


def meeting_for(reader: Any, council: str, number: int) -> Meeting | None:
    found = access.within(reader, "see_council_meeting", Meeting.objects.filter(council__key=council))
    return found.select_related("council").filter(number=number).first()


def paper_for(reader: Any, council: str, number: int, item: int) -> AgendaItem | None:
    """Only for those who are expected, and only the bytes that were put there."""
    meetings = Meeting.objects.filter(council__key=council, number=number)
    joined = access.within(reader, "join_council_meeting", meetings)
    items = AgendaItem.objects.filter(meeting__in=joined.values("pk"), pk=item)
    found = items.select_related("paper").first()
    return found if found and found.paper and is_whole(found) else None


def is_whole(item: AgendaItem) -> bool:
    return item.paper is None or files.is_still(item.paper.key, item.paper_digest)


def public_minutes(meeting: Meeting) -> Minutes | None:
    """The version that the council agreed to, once it is public."""
    if meeting.published_at is None:
        return None
    return meeting.minutes.filter(number=meeting.agreed_minutes or 0).first()


@dataclass(frozen=True)
class Guest:
    """Somebody who is expected, as those who run the council and its members read of them."""

    attendance: Attendance
    name: str


def guests(reader: Any, meeting: Meeting) -> list[Guest]:
    """Members by the names that they chose, others by the names that the reader may see.

    Afterwards all who were expected stay listed; by what they came as, where the reader may not know who.
    """
    past = meeting.state in (HELD, CALLED_OFF)
    found = meeting.attendances.all() if past else coming(meeting)
    listed = list(found.select_related("person").order_by("part", "pk"))
    to_name = _to_name(reader, meeting)
    known = [each for each in listed if each.pk in to_name]
    chosen, seen = _chosen(meeting, known), names_seen(reader, [each.person for each in known])
    return [_guest(each, chosen, seen) for each in listed]


def coming(meeting: Meeting) -> QuerySet[Attendance]:
    """Who was expected and may still come: whoever left, rests or may not be there is none of them."""
    seats = Membership.objects.filter(sitting(meeting.day), council=meeting.council_id)
    members = Q(Exists(seats.filter(person=OuterRef("person"))), part=Part.MEMBER)
    return meeting.attendances.filter(members | (_others(meeting) & taking_part("person")))


def _others(meeting: Meeting) -> Q:
    """Beside a minor nobody but members and adults who are cleared on that day."""
    others = ~Q(part=Part.MEMBER)
    if not has_minors(meeting.council):
        return others
    return others & Q(Exists(Clearance.objects.on(meeting.day).filter(person=OuterRef("person"))))


def _to_name(reader: Any, meeting: Meeting) -> set[int]:
    """Of minors only who sits on the council, or is cleared, and only as long as they may take part."""
    found = meeting.attendances.filter(taking_part("person"))
    inside = access.may(reader, "sit_on_council", meeting.council) or is_cleared(reader)
    shown = found if inside else found.filter(apart_from_minors("person"))
    return set(shown.values_list("pk", flat=True))


def choices(meeting: Meeting, found: QuerySet[Attendance]) -> dict[int, str]:
    """For those who run the meeting: where a minor comes, they are cleared."""
    listed = list(found.select_related("person").order_by("part", "pk"))
    chosen = _chosen(meeting, listed)
    return {each.pk: _choice(each, chosen) for each in listed}


def _choice(attendance: Attendance, chosen: Mapping[int, str]) -> str:
    part = Part(attendance.part).label
    person = attendance.person if attendance.part != Part.MEMBER else ""
    return f"{chosen.get(attendance.person_id or 0) or person or part} ({part})"


def _guest(attendance: Attendance, chosen: Mapping[int, str], seen: Mapping[int, str]) -> Guest:
    who = attendance.person_id or 0
    shown = chosen.get(who, "") if attendance.part == Part.MEMBER else seen.get(who, "")
    return Guest(attendance, shown or str(Part(attendance.part).label))


def _chosen(meeting: Meeting, listed: Iterable[Attendance]) -> dict[int, str]:
    people = [each.person_id for each in listed if each.part == Part.MEMBER]
    found = Membership.objects.filter(council=meeting.council_id, person__in=people).order_by("pk")
    return dict(found.values_list("person", "shown_name"))


def named_in_public(meeting: Meeting) -> list[str]:
    """Who came and agreed to be named: adults, as an officer confirmed, by the name that they chose."""
    came = meeting.attendances.filter(presence=Presence.PRESENT, may_be_named=True, person__is_active=True)
    listed = list(came.select_related("person"))
    adults = grown_up({each.person_id for each in listed if each.person_id})
    chosen = _chosen(meeting, listed)
    shown = (each for each in listed if each.person_id in adults)
    return [chosen.get(each.person_id or 0) or str(each.person) for each in shown]


def counted(meeting: Meeting) -> dict[str, int]:
    """How many came, by what they came as."""
    came = meeting.attendances.filter(presence=Presence.PRESENT).order_by()
    return dict(came.values_list("part").annotate(count=Count("pk")))
