"""Copies and series keep to the clock on the wall."""

from __future__ import annotations

from datetime import date

import pytest
from tests.conftest import AtOnce, person
from tests.programs.events import world

from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events import actions
from thriving.programs.events.actions.series import days_of
from thriving.programs.events.asked import owner_of, questionnaire_of
from thriving.programs.events.hearers import News, hearers
from thriving.programs.events.models import Admission, Event, Pattern, Tracing
from thriving.questions import actions as questions

pytestmark = pytest.mark.django_db


def test_a_copy_is_a_draft_with_the_same_organizers(organizer: Person, other_organizer: Person) -> None:
    event = world.held(organizer, capacity=12)
    actions.name_organizer(event, other_organizer, by=organizer)
    copied = actions.copy(event, first_day=date(2026, 5, 1), by=other_organizer)
    assert (copied.state, copied.capacity, copied.topics) == ("draft", 12, ["editing"])
    assert {each.person for each in copied.organizers.all()} == {organizer, other_organizer}
    assert [(each.day, each.end_day) for each in copied.sessions.all()] == [(date(2026, 5, 1),) * 2]
    assert copied.uid != event.uid


@pytest.mark.parametrize(
    ("zone", "offsets"),
    [("America/Santiago", [-3, -3, -4]), ("Europe/Berlin", [1, 2, 2])],  # back in autumn, forward in spring
)
def test_a_series_keeps_its_hour_when_clocks_change(organizer: Person, zone: str, offsets: list[int]) -> None:
    event = world.draft(organizer, **world.online(time_zone=zone, sessions=(world.times(date(2026, 3, 27)),)))
    actions.repeat(event, pattern="weekly", times=2, by=organizer)
    locals_ = [each.local_start for each in Event.objects.all()]
    assert [each.hour for each in locals_] == [10, 10, 10]
    assert [each.utcoffset().total_seconds() / 3600 for each in locals_] == offsets  # type: ignore[union-attr]
    assert len({each.series_id for each in Event.objects.all()}) == 1


def test_a_series_that_meets_a_lost_hour_is_refused_whole(organizer: Person) -> None:
    sessions = (world.times(date(2026, 3, 22), "02:30", "05:00"),)
    event = world.draft(organizer, **world.online(time_zone="Europe/Berlin", sessions=sessions))
    with pytest.raises(Refused, match="does not exist"):
        actions.repeat(event, pattern="weekly", times=3, by=organizer)
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("pattern", "first", "days"),
    [
        (Pattern.WEEKLY, date(2026, 12, 28), ["2027-01-04", "2027-01-11"]),
        (Pattern.FORTNIGHTLY, date(2026, 12, 28), ["2027-01-11", "2027-01-25"]),
        (Pattern.MONTHLY_BY_DAY, date(2027, 1, 31), ["2027-02-28", "2027-03-31"]),
        (Pattern.MONTHLY_BY_WEEKDAY, date(2026, 11, 10), ["2026-12-08", "2027-01-12"]),
        (Pattern.MONTHLY_BY_WEEKDAY, date(2026, 1, 29), ["2026-04-30", "2026-07-30"]),  # a fifth Thursday
    ],
)
def test_the_days_of_a_series(pattern: Pattern, first: date, days: list[str]) -> None:
    assert [each.isoformat() for each in days_of(pattern, first, 2)] == days


@pytest.mark.parametrize("times", [0, 53])
def test_a_series_has_an_end(organizer: Person, times: int) -> None:
    with pytest.raises(Refused, match="at most 52"):
        actions.repeat(world.draft(organizer), pattern="weekly", times=times, by=organizer)


def test_a_copy_takes_over_what_registering_asks(organizer: Person) -> None:
    event = world.announced(organizer)
    Admission.objects.create(event=event, names_kept=7, is_open=False)
    Tracing.objects.create(event=event, trace="some")
    with world.at(world.PLANNED_AT):
        purpose = Words(en="To cook enough.")
        asked = questions.begin(owner_of(event), purpose, delete_after=30, by=organizer)
        copied = actions.copy(event, first_day=date(2026, 5, 1), by=organizer)
    assert (copied.admission.names_kept, copied.admission.is_open) == (7, True)
    assert [each.trace for each in copied.tracings.all()] == ["some"]
    copied_questions = questionnaire_of(copied)
    assert copied_questions is not None
    assert (copied_questions.delete_after, copied_questions.pk == asked.pk) == (30, False)


def test_of_two_who_cancel_at_once_one_is_refused(at_once: AtOnce) -> None:
    organizer = person("oriole", "organizer")
    event, news = world.announced(organizer), list[News]()

    def cancel() -> None:
        actions.cancel(Event.objects.get(pk=event.pk), reason="No hall", by=organizer)

    with world.at(world.PLANNED_AT), hearers.temporarily("test", lambda _event, what, _by: news.append(what)):
        answers = at_once(cancel, cancel)
    assert sorted(type(each).__name__ for each in answers) == ["MoveRefused", "NoneType"]
    assert news == [News.CANCELED]
