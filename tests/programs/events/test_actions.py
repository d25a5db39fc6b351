"""What may be done with an event, and what is refused."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast
from tests.programs.events import world

from thriving.evidence.models import Fact
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Country, CountryProtection, Person
from thriving.programs.events import actions, tasks
from thriving.programs.events.actions import course
from thriving.programs.events.facts import event as facts
from thriving.programs.events.hearers import News, hearers
from thriving.programs.events.models import Event, Session

pytestmark = pytest.mark.django_db


def standing() -> list[tuple[str, date, str | None]]:
    found = Fact.objects.filter(kind="event.held", superseded_number=None).order_by("number")
    return [(fact.subject, fact.occurred_on, fact.dimensions.get("country")) for fact in found]


def heard(news: list[News]) -> Any:
    return hearers.temporarily("test", lambda _event, what, _by: news.append(what))


def test_whoever_plans_it_runs_it(organizer: Person) -> None:
    event = world.draft(organizer)
    assert [each.person for each in event.organizers.all()] == [organizer]
    assert event.state == "draft"


def test_a_volunteer_plans_none(cast: Cast) -> None:
    with pytest.raises(PermissionDenied, match="plan_event"):
        world.draft(cast.volunteer)


def test_an_organizer_changes_nothing_of_others(organizer: Person, other_organizer: Person) -> None:
    event = world.announced(organizer)
    for act in (
        lambda: actions.change(event, world.planned(), by=other_organizer),
        lambda: actions.cancel(event, reason="Mine", by=other_organizer),
        lambda: actions.copy(event, first_day=world.DAY, by=other_organizer),
        lambda: actions.repeat(event, pattern="weekly", times=1, by=other_organizer),
        lambda: actions.name_organizer(event, other_organizer, by=other_organizer),
    ):
        with pytest.raises(PermissionDenied, match="run_event"):
            act()


def test_a_lead_runs_every_event(cast: Cast, organizer: Person) -> None:
    event = world.announced(organizer)
    with world.at(world.PLANNED_AT):
        actions.cancel(event, reason="The hall burned down.", by=cast.lead)
    assert (event.state, event.reason) == ("canceled", "The hall burned down.")


@pytest.mark.parametrize(
    ("missing", "sentence"),
    [
        ({"policy": Words()}, "friendly-space policy"),
        ({"safety_contact": ""}, "safety contact"),
        ({"place": ""}, "country and its place"),
        ({"text": Words()}, "What it is about"),
    ],
)
def test_it_is_announced_when_it_is_complete(
    organizer: Person, missing: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(MoveRefused, match=sentence):
        world.announced(organizer, **missing)


def test_an_event_that_is_over_is_not_announced(organizer: Person) -> None:
    event = world.draft(organizer)
    with world.at(world.AFTER), pytest.raises(MoveRefused, match="times that are to come"):
        actions.publish(event, by=organizer)


def test_online_it_needs_no_place(organizer: Person) -> None:
    assert world.announced(organizer, **world.online()).state == "published"


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"title": Words()}, "needs a title"),
        ({"time_zone": "EST5EDT"}, "no time zone"),
        ({"sessions": ()}, "at least one day"),
        ({"sessions": (world.times(ends="09:00"),)}, "ends after it begins"),
        ({"country": "XQ"}, "not the code of a country"),
        ({"languages": ("xx-nothing",)}, "not the code of a language"),
        ({"topics": ("gossip",)}, "none of the topics"),
        ({"wikis": ("nowiki404",)}, "not the code of a wiki"),
        ({"serves": ("plan/nothing",)}, "no priority"),
        ({"initiative": "nothing-of-that"}, "no initiative"),
        ({"capacity": 0}, "at least one place"),
        ({"meeting_link": "javascript:alert(1)"}, "no address of a page"),
        ({"format": "telepathy"}, "how people take part"),
    ],
)
def test_what_is_wrong_is_said(organizer: Person, otherwise: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        world.draft(organizer, **otherwise)
    assert not Event.objects.exists()


def test_its_days_pass_by_themselves(organizer: Person) -> None:
    event, news = world.announced(organizer), list[News]()
    with heard(news):
        with world.at(world.DURING):
            tasks.pass_time()
            event.refresh_from_db()
            assert event.state == "running"
        with world.at(world.AFTER):
            tasks.pass_time()
            tasks.pass_time()
    event.refresh_from_db()
    assert (event.state, news, standing()) == ("held", [News.HELD], [("markets", world.DAY, "GH")])


def test_its_standing_is_true_while_the_worker_sleeps(organizer: Person) -> None:
    event = world.announced(organizer)
    for moment, true in ((world.PLANNED_AT, "published"), (world.DURING, "running"), (world.AFTER, "held")):
        with world.at(moment):
            assert (event.standing, event.state) == (true, "published")


def test_a_person_need_not_wait_for_the_worker(organizer: Person) -> None:
    event = world.announced(organizer)
    with world.at(world.AFTER):
        course.report(event, by=organizer)
    assert (event.state, len(standing())) == ("reported", 1)


def test_whoever_comes_hears_once_that_it_is_put_off(organizer: Person) -> None:
    event, news = world.announced(organizer), list[News]()
    later = world.planned(sessions=(world.times(date(2026, 4, 3)),))
    with world.at(world.PLANNED_AT), heard(news):
        actions.change(event, later, by=organizer)
        actions.change(event, later, by=organizer)
        actions.change(event, world.planned(sessions=later.sessions, capacity=9), by=organizer)
    assert (news, event.revision) == ([News.MOVED, News.RENAMED], 2)
    assert event.held_on == date(2026, 4, 3)


def test_nobody_hears_of_drafts(organizer: Person) -> None:
    event, news = world.draft(organizer), list[News]()
    with world.at(world.PLANNED_AT), heard(news):
        actions.change(event, world.planned(place="Accra"), by=organizer)
        actions.cancel(event, reason="Too far", by=organizer)
    assert (news, event.revision) == ([], 1)


def test_what_is_canceled_is_told_once_and_stays_so(organizer: Person) -> None:
    event, news = world.announced(organizer), list[News]()
    with world.at(world.PLANNED_AT), heard(news):
        actions.cancel(event, reason="No hall", by=organizer)
        with pytest.raises(MoveRefused):
            actions.cancel(event, reason="No hall", by=organizer)
        with pytest.raises(Refused, match="copy it instead"):
            actions.change(event, world.planned(place="Accra"), by=organizer)
    assert news == [News.CANCELED]


def test_canceling_says_why(organizer: Person) -> None:
    with world.at(world.PLANNED_AT), pytest.raises(MoveRefused, match="Reason"):
        actions.cancel(world.announced(organizer), reason=" ", by=organizer)


def test_correcting_what_was_held_corrects_the_ledger(organizer: Person) -> None:
    event = world.held(organizer)
    with world.at(world.AFTER):
        sessions = (world.times(date(2026, 3, 19)),)
        actions.change(event, world.planned(country="TG", sessions=sessions), by=organizer)
    assert standing() == [("markets", date(2026, 3, 19), "TG")]
    assert Fact.objects.filter(kind="event.held").count() == 2  # as known before, it stays known
    assert next(facts.statements()).occurred_on == date(2026, 3, 19)


def test_what_did_not_take_place_is_taken_back(organizer: Person) -> None:
    event = world.held(organizer)
    with world.at(world.AFTER):
        actions.take_back(event, reason="Nobody came.", by=organizer)
    assert (standing(), list(facts.statements())) == ([], [])


def test_what_is_over_stays_in_the_past(organizer: Person) -> None:
    event = world.held(organizer)
    with world.at(world.AFTER), pytest.raises(Refused, match="stay in the past"):
        actions.change(event, world.planned(sessions=(world.times(date(2027, 1, 1)),)), by=organizer)


def test_what_is_announced_keeps_its_policy(organizer: Person) -> None:
    event = world.announced(organizer)
    with world.at(world.PLANNED_AT), pytest.raises(Refused, match="stay filled in"):
        actions.change(event, world.planned(policy=Words()), by=organizer)


def test_an_address_of_an_invited_event_cannot_be_guessed(organizer: Person) -> None:
    event = world.held(organizer, entrance="invited")
    assert len(event.key) > 30
    assert event.key not in str(list(Fact.objects.filter(kind="event.held").values()))
    (fact,) = Fact.objects.filter(kind="event.held")
    assert (fact.subject, fact.visibility) == (event.uid, "restricted")


def test_in_a_protected_country_the_address_is_for_the_registered(organizer: Person) -> None:
    country = Country.objects.create(code="BY", alpha3="BLR", name="Belarus")
    CountryProtection.objects.create(country=country, begins_on=date(2020, 1, 1), source="a list")
    with pytest.raises(Refused, match="registered only"):
        world.draft(organizer, country="BY", address_is_public=True)


def test_somebody_always_answers_for_it(organizer: Person, other_organizer: Person) -> None:
    event = world.draft(organizer)
    with pytest.raises(Refused, match="another organizer first"):
        actions.dismiss_organizer(event, organizer, by=organizer)
    actions.name_organizer(event, other_organizer, by=organizer)
    actions.name_organizer(event, other_organizer, by=organizer)
    actions.dismiss_organizer(event, organizer, by=other_organizer)
    assert [each.person for each in event.organizers.all()] == [other_organizer]


def test_a_campaign_counts_what_it_is_part_of(organizer: Person) -> None:
    event = world.held(organizer)
    actions.join_campaign(event, "markets-of-the-world", by=organizer)
    (fact,) = Fact.objects.filter(kind="event.held", superseded_number=None)
    assert fact.dimensions["campaign"] == "markets-of-the-world"


def test_clocks_that_a_country_changes_are_followed(organizer: Person) -> None:
    event = world.announced(organizer)
    hour = timedelta(hours=1)
    true = event.starts_at
    Session.objects.update(starts_at=true - hour)
    Event.objects.update(starts_at=true - hour)
    with world.at(world.PLANNED_AT):
        tasks.follow_clocks()
    event.refresh_from_db()
    assert (event.starts_at, event.revision) == (true, 1)
