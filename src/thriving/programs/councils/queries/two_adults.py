"""What a meeting to which a minor may come still lacks: the conditions of both gates, and whose each is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.movement.ages import Band
from thriving.movement.models import Age, Person
from thriving.movement.queries.minors import adults_cleared
from thriving.programs.councils.models import (
    Attendance,
    Call,
    Council,
    Meeting,
    Membership,
    Nomination,
    Part,
    Presence,
)
from thriving.programs.councils.states.call import DRAFT, OPEN, SCORING
from thriving.programs.councils.states.meetings import CALLED, IN_SESSION, TWO_NAMED, TWO_PRESENT
from thriving.programs.councils.states.membership import HOLDING
from thriving.programs.councils.states.nomination import RESERVE, SELECTED, STANDING

TWO = 2
COMES = (Presence.EXPECTED, Presence.PRESENT)
UNDER_WAY = (DRAFT, OPEN, SCORING)

TWO_ARE_TO_BE_NAMED = _("A minor may come to this meeting: two adults must be named who will be there.")
CLEARANCE_IS_LACKING = _("Two of the named adults must hold a clearance on the day of the meeting.")
TWO_ARE_TO_BE_THERE = _("Two cleared adults must be there, and each must say so from their own account.")


@dataclass(frozen=True)
class Missing:
    """A condition that is not met: its sentence, and whose turn it is."""

    sentence: str | Promise
    whose: str | Promise


def minors_are_expected(council: Council) -> bool:
    """Whether a minor, or somebody who may be one, holds a seat or stands for one, or is called to stand."""
    sits = council.memberships.filter(state__in=HOLDING, person__shielded=True)
    stands = Nomination.objects.filter(state__in=(STANDING, RESERVE, SELECTED), nominee__shielded=True)
    here = stands.filter(call__council=council, call__term__ends_on__gte=clock.today())
    return sits.exists() or here.exists() or any(map(_calls_minors, _under_way(council)))


def _calls_minors(call: Call) -> bool:
    """By its own bands: one without any follows the council."""
    return any(Band.read(band).of_minors for band in call.bands)


def _under_way(council: Council) -> QuerySet[Call]:
    return council.calls.filter(state__in=UNDER_WAY)


def beside_minors(council: Council) -> QuerySet[Person]:
    """Who answers for it, and who judges in its calls under way."""
    found = Q(councils_owned__council=council) | Q(council_panels__call__in=_under_way(council))
    return Person.objects.filter(found, is_active=True).distinct()


def minors_may_come(meeting: Meeting) -> bool:
    """Whether anybody who sits on the council, or is expected, is a minor or may be one.

    Only an age that an officer confirmed says that somebody is none.
    """
    members = Membership.objects.filter(council=meeting.council_id, state__in=HOLDING)
    expected = Attendance.objects.filter(meeting=meeting.pk).exclude(part=Part.ADULT)
    people = {*members.values_list("person", flat=True), *expected.values_list("person", flat=True)} - {None}
    return meeting.council.takes_minors or not people or people != grown_up(people)


def grown_up(people: set[int]) -> set[int]:
    """Those of whom an officer confirmed that they are adults, and who are protected like no minor."""
    ages = Age.objects.filter(person__in=people, person__shielded=False).exclude(confirmed_band="")
    return {each.person_id for each in ages if each.is_confirmed and not _of_minors(each)}


def _of_minors(age: Age) -> bool:
    return Band.read(age.confirmed_band).of_minors


def named(meeting: Meeting) -> list[Person]:
    found = Attendance.objects.filter(meeting=meeting.pk, part=Part.ADULT, presence__in=COMES)
    return list(Person.objects.filter(pk__in=found.values("person"), is_active=True))


def cleared(people: list[Person], days: frozenset[date]) -> list[Person]:
    """Those whose clearance holds on each of these days; it may end in the night between two of them."""
    for day in sorted(days):
        people = list(adults_cleared(people, on=day))
    return people


def cleared_for(meeting: Meeting) -> list[Person]:
    """The adults who count now: once it has begun, only those who are there."""
    return cleared(named(meeting), meeting.days)


def is_asked_now(meeting: Meeting) -> bool:
    """Whether the adults can say that they are there: from the moment at which it may be opened."""
    return meeting.state in (CALLED, IN_SESSION) and meeting.opens_at <= clock.now()


def adults_there(meeting: Meeting) -> list[Person]:
    """The cleared adults who said so themselves, and since it could be opened: it may have been moved."""
    present = {"part": Part.ADULT, "presence": Presence.PRESENT}
    found = meeting.attendances.filter(**present, confirmed_at__gte=meeting.opens_at)
    people = Person.objects.filter(pk__in=found.values("person"), is_active=True)
    return cleared(list(people), meeting.days)


def missing(meeting: Meeting) -> Iterator[Missing]:
    """Everything that keeps it from being called and held, in the order in which it can be mended."""
    if not minors_may_come(meeting):
        return
    people = named(meeting)
    if len(people) < TWO:
        yield Missing(TWO_ARE_TO_BE_NAMED, _("Those who run the council name them."))
    elif len(cleared(people, meeting.days)) < TWO:
        yield Missing(
            CLEARANCE_IS_LACKING,
            _("A safeguarding officer clears them, or those who run the council name others."),
        )
    elif len(adults_there(meeting)) < TWO:
        yield Missing(TWO_ARE_TO_BE_THERE, _("They press “I am here” on this page when it begins."))


def two_are_named(meeting: Meeting) -> bool | str | Promise:
    return not minors_may_come(meeting) or len(named(meeting)) >= TWO or TWO_ARE_TO_BE_NAMED


def two_are_cleared(meeting: Meeting) -> bool | str | Promise:
    return not minors_may_come(meeting) or len(cleared_for(meeting)) >= TWO or CLEARANCE_IS_LACKING


def two_are_there(meeting: Meeting) -> bool | str | Promise:
    return not minors_may_come(meeting) or len(adults_there(meeting)) >= TWO or TWO_ARE_TO_BE_THERE


TWO_NAMED.fill("named", two_are_named)
TWO_NAMED.fill("cleared", two_are_cleared)
TWO_PRESENT.fill("present", two_are_there)
