"""A council with members of known ages, adults who are cleared or not, and its meetings at any step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from typing import Any

from tests.conftest import Cast, person
from tests.programs.councils import recommending, world

from thriving.kernel import clock
from thriving.movement import hearers
from thriving.movement.models import Age, Clearance, Consent, ConsentBy, ConsentState, Person
from thriving.programs.councils.actions import meetings as actions
from thriving.programs.councils.actions.meetings import When
from thriving.programs.councils.models import Attendance, Council, Meeting

PLANNED, DAY = date(2026, 3, 2), date(2026, 3, 16)
FAR = date(2090, 1, 1)
EVENING = When(DAY, time(18), time(19, 30), "Africa/Accra")  # where clocks show UTC


@contextmanager
def at(day: date, hour: int = 12, minute: int = 0) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)):
        yield


def of_age(someone: Person, band: str) -> Person:
    """As an officer confirmed; "13-15" makes a minor, for whom a guardian has agreed."""
    values = {"band": band, "confirmed_band": band, "confirmed_on": date(2026, 1, 1), "decides_from": 18}
    age, _new = Age.objects.update_or_create(person=someone, defaults=values)
    someone.shielded = age.shields
    someone.save(update_fields=["shielded"])
    if age.shields:
        _agreed(someone)
    return someone


def takes_back(minor: Person) -> None:
    """Their guardian does."""
    Consent.objects.filter(person=minor).update(state=ConsentState.WITHDRAWN)
    hearers.tell_participation(minor)


def _agreed(minor: Person) -> None:
    said = {"language": "en", "version": "1", "digest": "0" * 64, "decided_on": date(2026, 1, 2)}
    Consent.objects.create(
        person=minor,
        by=ConsentBy.GUARDIAN,
        state=ConsentState.GIVEN,
        asked_at=datetime(2026, 1, 1, tzinfo=UTC),
        **said,
    )


def adult(name: str, until: date = date(2026, 12, 31)) -> Person:
    """Cleared until the day before ``until``."""
    return cleared(of_age(person(name), "25-"), until)


def cleared(someone: Person, until: date = date(2026, 12, 31)) -> Person:
    checked = date(2026, 1, 5)
    Clearance.objects.create(person=someone, checked_on=checked, expires_on=until, course_on=checked)
    return someone


def sitting(cast: Cast, *bands: str) -> Council:
    """Members of these ages; of "" nothing is known. Whoever runs it was cleared."""
    council = world.council(cleared(cast.editor, until=FAR), state="sitting")
    world.term(council, ends=FAR)
    for number, band in enumerate(bands):
        someone = person(f"member-{number}")
        world.member(council, of_age(someone, band) if band else someone)
    return council


def of_adults(cast: Cast) -> Council:
    return sitting(cast, "25-", "18-24", "25-")


def planned(cast: Cast, council: Council, when: When = EVENING, **otherwise: Any) -> Meeting:
    with at(PLANNED):
        return actions.plan(council, when, how_to_join="Room 4, code 2231", by=cast.editor, **otherwise)


def named(cast: Cast, meeting: Meeting, *adults: Person) -> None:
    with at(PLANNED):
        for each in adults:
            actions.expect(meeting, each, "adult", by=cast.editor)


def called(cast: Cast, council: Council, *adults: Person) -> Meeting:
    meeting = planned(cast, council)
    named(cast, meeting, *adults)
    with at(PLANNED):
        actions.call(meeting, by=cast.editor)
    return meeting


def everyone(meeting: Meeting) -> set[int]:
    return set(Attendance.objects.filter(meeting=meeting).values_list("pk", flat=True))


def come(meeting: Meeting) -> set[int]:
    """Everybody comes, and the adults say so themselves."""
    for each in meeting.attendances.filter(part="adult").select_related("person", "meeting__council"):
        actions.say_here(each, by=each.person)
    return everyone(meeting)


def held(cast: Cast, council: Council, *adults: Person) -> Meeting:
    """All who were expected came."""
    meeting = called(cast, council, *adults)
    with at(DAY, 18):
        actions.open_meeting(meeting, come(meeting), by=cast.editor)
    with at(DAY, 20):
        actions.record(meeting, {}, by=cast.editor)
    return meeting


members = recommending.members
