"""Copies and series keep to the clock on the wall."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests.conftest import AtOnce, person
from tests.programs.events import world

from thriving.kernel.models import Mail
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


@pytest.fixture
def series(organizer: Person) -> list[Event]:
    """Four Fridays; the first two are announced, the others are drafts."""
    first = world.draft(organizer)
    with world.at(world.PLANNED_AT):
        made = [first, *actions.repeat(first, pattern="weekly", times=3, by=organizer)]
        for each in made[:2]:
            actions.publish(each, by=organizer)
    return made


def page(client: Client, event: Event) -> str:
    with world.at(world.PLANNED_AT):
        return client.get(f"/events/{event.key}/").content.decode()


def test_an_event_leads_to_the_others_of_its_series(
    client: Client, organizer: Person, other_organizer: Person, series: list[Event]
) -> None:
    first, second, third, _fourth = series
    assert ("Also on" in page(client, first), f"/events/{second.key}/" in page(client, first)) == (True, True)
    client.force_login(other_organizer)
    assert f"/events/{third.key}/" not in page(client, first)
    client.force_login(organizer)
    assert f"/events/{third.key}/" in page(client, first)


def test_whoever_reads_of_one_that_was_finds_the_earlier_ones(client: Client, series: list[Event]) -> None:
    first, second, *_drafts = series
    with world.at(second.ends_at + timedelta(hours=1)):
        read = client.get(f"/events/{second.key}/").content.decode()
    _before, folded = read.split("<summary>Already held</summary>")
    assert f"/events/{first.key}/" in folded.partition("</details>")[0]


def test_the_page_takes_the_same_queries_however_long_the_series(
    client: Client, organizer: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = world.announced(organizer)
    for times in (1, 3):
        with world.at(world.PLANNED_AT):
            for each in actions.repeat(first, pattern="weekly", times=times, by=organizer):
                actions.publish(each, by=organizer)
        with django_assert_num_queries(14):
            page(client, first)


def test_all_drafts_of_a_series_are_announced_at_once(
    client: Client, organizer: Person, series: list[Event]
) -> None:
    client.force_login(organizer)
    address = f"/events/{series[0].key}/steps/publish-series/"
    with world.at(world.PLANNED_AT):
        assert "3 April 2026" in client.get(address).content.decode()
        assert client.post(address).status_code == 302
        assert client.get(address).status_code == 404  # nothing is left to announce
    assert {each.state for each in Event.objects.all()} == {"published"}


def test_of_drafts_that_cannot_all_be_announced_none_is(organizer: Person, series: list[Event]) -> None:
    Event.objects.filter(pk=series[3].pk).update(policy=Words())
    with world.at(world.PLANNED_AT), pytest.raises(Refused, match=r"10 April 2026.*policy"):
        actions.publish_series(series[0], by=organizer)
    assert list(Event.objects.order_by("pk").values_list("state", flat=True)) == [
        "published",
        "published",
        "draft",
        "draft",
    ]


def test_the_rest_of_a_series_is_canceled_and_each_who_comes_told_once(
    organizer: Person, other_organizer: Person, series: list[Event]
) -> None:
    first, second, *_drafts = series
    with world.at(world.PLANNED_AT):
        for each in (first, second):
            actions.register_without_account(each, actions.Wishes(email="ama@example.org"))
        with pytest.raises(PermissionDenied):
            actions.cancel_rest(first, reason="No hall", by=other_organizer)
    with world.at(world.DURING):  # the first has begun: it stays
        assert actions.cancel_rest(first, reason="No hall", by=organizer) == 3
        assert actions.cancel_rest(first, reason="No hall", by=organizer) == 0
    assert [each.state for each in Event.objects.order_by("pk")] == ["published"] + ["canceled"] * 3
    assert Mail.objects.filter(subject__startswith="Canceled").count() == 1
