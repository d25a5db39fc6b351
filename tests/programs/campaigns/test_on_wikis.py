"""What people of a campaign did on the wikis: each edit and person once, told so that nobody shows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings
from tests.conftest import Cast
from tests.programs.campaigns import world
from tests.programs.events import world as of_events
from tests.programs.events.lakes import came, edits, lake_of, pretended
from tests.wiki.world import public

from thriving.evidence.models import Fact
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.actions import leave
from thriving.movement.models import Person
from thriving.programs.campaigns import actions, facts
from thriving.programs.campaigns.content import Content
from thriving.programs.campaigns.models import Campaign, ContributionList, Instance, Measurement
from thriving.programs.campaigns.queries.measured import wait
from thriving.programs.campaigns.queries.on_wikis import ON_WIKIS
from thriving.programs.campaigns.queries.results import Number, exact, goals_of, results
from thriving.programs.events import actions as on_events
from thriving.programs.events.models import Event, WikiName
from thriving.programs.events.queries.report import reported

LATER = date(2026, 6, 20)


@pytest.fixture(autouse=True)
def no_lake(settings: Settings, tmp_path: Path) -> None:
    settings.LAKE = tmp_path / "lake"


@pytest.fixture
def campaign(organizer: Person) -> Campaign:
    public()
    return world.running(organizer, wikis=("aawiki",))


def event_of(holder: Campaign | Instance, by: Person, key: str, whom: Iterable[int]) -> Event:
    event = of_events.held(by, key)
    with world.on(world.DURING):
        actions.add_event(holder, event, by=by)
    came(event, by, whom)
    return event


def measured(campaign: Campaign, on: date = LATER) -> Campaign:
    with world.on(on):
        on_events.measure_due()
        actions.measure_due()
    return Campaign.objects.get(pk=campaign.pk)


def exactly(campaign: Campaign, place: Instance | None = None, figure: str = "edits") -> int | None:
    """As it is kept, and told to nobody."""
    found = Measurement.objects.get(campaign=campaign, instance=place)
    value: int | None = found.figures[figure]["value"]
    return value


def number(campaign: Campaign, figure: str, on: date = LATER) -> Number:
    with world.on(on):
        return results(campaign)[0].numbers[figure]


def standing(kind: str) -> list[Fact]:
    return list(Fact.objects.filter(kind=kind, superseded_number=None).order_by("natural_key"))


def test_no_edit_and_nobody_counts_twice(
    campaign: Campaign, organizer: Person, settings: Settings, tmp_path: Path
) -> None:
    here, there = world.place(campaign, organizer), world.place(campaign, organizer, "kenya")
    event_of(here, organizer, "fish", range(12))
    event_of(there, organizer, "salt", range(6, 18))
    with world.on(world.DURING):
        told = [world.told("Kejetia", f"Editor {who}", may_measure=True) for who in (3, *range(18, 28))]
        actions.record_list(campaign, told, by=organizer)
    rows = [row for who in range(18) for row in edits(who, 4)]
    rows += [row for who in range(18, 28) for row in edits(who, 3, "2026-03-11")]
    settings.LAKE = lake_of(tmp_path, rows)
    campaign = measured(campaign)
    assert [exactly(campaign, each) for each in (None, here, there)] == [102, 48, 48]
    assert number(campaign, "edits") == Number(100, rough=True)
    assert exactly(campaign, figure="editors") == 28
    assert [int(each.value or 0) for each in standing("campaign.counted")] == [1000, 100]
    subjects = [each.subject for each in standing("campaign.edited")]
    assert len(subjects) == len(set(subjects)) == 28
    for kind, said in (("campaign.counted", facts.counted()), ("campaign.edited", facts.edited())):
        assert sorted(each.natural_key for each in said) == [each.natural_key for each in standing(kind)]


def test_without_a_lake_it_says_so(campaign: Campaign, organizer: Person) -> None:
    event_of(campaign, organizer, "fish", range(12))
    measured(campaign)
    found = results(campaign)[0]
    assert found.numbers["edits"] == Number(None)
    assert "not measured: no history" in str(found.why_not)
    assert standing("campaign.counted") == []


def test_few_people_are_told_to_nobody(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event_of(world.place(campaign, organizer), organizer, "fish", range(4))
    event_of(world.place(campaign, organizer, "kenya"), organizer, "salt", range(4, 12))
    campaign = measured(campaign)
    whole, places = results(campaign)
    assert [each.numbers["edits"].withheld for each in (whole, *places.values())] == [False, True, True]
    assert (whole.numbers["new_editors"].withheld, exactly(campaign, figure="new_editors")) == (True, 6)


def test_goals_may_be_set_on_what_was_done(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event_of(campaign, organizer, "fish", range(30))
    for key, figure, target in (("a", "edits", 165), ("b", "new_editors", 40)):
        goal = Content(title=Words(), measure=figure, target=target)
        actions.write_piece(campaign, "goal", key, goal, by=organizer)
    campaign = measured(campaign)
    goals = goals_of(campaign, results(campaign)[0])
    # Of 166, which a goal of 165 must not find out.
    assert [each.reached.value for each in goals.goals] == [160, 10]
    assert goals.together is not None
    assert goals.together.ratio == pytest.approx((160 / 165 + 0.25) / 2)


def test_who_comes_late_changes_nothing_that_everybody_reads(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event = event_of(campaign, organizer, "fish", range(12))
    measured(campaign)
    came(event, organizer, [20])
    campaign = measured(campaign)
    assert (number(campaign, "edits").value, exactly(campaign)) == (40, 98)


def test_consent_taken_back_takes_it_back_from_the_campaign(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event = event_of(campaign, organizer, "fish", range(14))
    campaign = measured(campaign)
    assert len(standing("campaign.edited")) == 14
    someone = event.registrations.get(wiki_name__name="Editor 3")
    with world.on(LATER):
        on_events.wish_otherwise(someone, on_events.Wishes(), by=None)
    assert standing("campaign.counted") == standing("campaign.edited") == []
    campaign = measured(campaign)
    assert number(campaign, "edits").withheld
    assert len(standing("campaign.edited")) == 13


def test_results_withdrawn_take_it_back(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event_of(campaign, organizer, "fish", range(12))
    world.finish(campaign, organizer)
    campaign = measured(campaign)
    assert standing("campaign.counted")
    actions.withdraw(campaign, reason="Another campaign's.", by=organizer)
    assert standing("campaign.counted") == standing("campaign.edited") == []


def test_who_stayed_is_not_known_before_its_day(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch, known_from=date(2026, 4, 28))
    event_of(campaign, organizer, "fish", range(30))
    campaign = measured(campaign, world.AFTER)
    assert number(campaign, "retained_new_editors", world.AFTER).known_from == date(2026, 4, 28)
    assert number(campaign, "retained_new_editors").awaits_lake


def test_names_of_events_wait_for_the_campaign(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event = event_of(campaign, organizer, "fish", range(12))
    with world.on(world.AFTER):
        assert wait(event) == datetime(2026, 6, 30, tzinfo=UTC)
    measured(campaign)
    assert wait(event) is None


def test_names_that_went_are_said_and_the_rest_is_no_whole(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event = event_of(campaign, organizer, "fish", range(12))
    event_of(campaign, organizer, "salt", range(6, 18))
    with world.on(LATER):
        on_events.measure_due()
    WikiName.objects.filter(registration__event=event).delete()
    measured(campaign)
    found = results(campaign)[0]
    assert found.numbers["edits"] == Number(None)
    assert "names of some were deleted before" in str(found.why_not)


def test_what_was_measured_stands_when_names_of_contributors_are_deleted(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    with world.on(world.DURING):
        told = [world.told(f"Market {who}", f"Editor {who}", may_measure=True) for who in range(12)]
        actions.record_list(campaign, told, by=organizer)
    # Only with a wiki account of one's own does a list count at once.
    actions.confirm(list(campaign.contributions.filter(state="reported")), by="test")
    campaign = measured(campaign)
    assert exactly(campaign) == 48
    with world.on(date(2027, 4, 1)):
        assert actions.forget_names() == 12
    assert exactly(measured(campaign, date(2027, 4, 1))) == 48


def test_who_leaves_the_site_leaves_the_sums(
    campaign: Campaign, organizer: Person, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event = event_of(campaign, organizer, "fish", range(12))
    someone = event.registrations.get(wiki_name__name="Editor 3")
    with world.on(world.AFTER):
        on_events.join(someone, to=cast.volunteer)
    campaign = measured(campaign)
    with world.on(LATER):
        leave(cast.volunteer, by=cast.volunteer)
    for kind in ("event.contributed", "campaign.counted", "campaign.edited"):
        assert standing(kind) == []
    assert cast.volunteer.key not in {each.subject for each in standing("event.edited")}
    assert Measurement.objects.get(instance=None).figures == {}
    assert exactly(measured(campaign)) == 44
    assert number(campaign, "edits").withheld


def test_a_campaign_less_its_events_tells_of_nobody(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event_of(campaign, organizer, "fish", range(12))
    event_of(world.place(campaign, organizer), organizer, "salt", [20])
    campaign = measured(campaign)
    assert {each.subject for each in standing("event.contributed")} == {"fish"}
    assert number(campaign, "edits").withheld
    assert standing("campaign.counted") == []


def test_an_event_that_is_told_after_its_campaign_completes_no_difference(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    event = event_of(campaign, organizer, "fish", range(12))
    salt = event_of(campaign, organizer, "salt", range(12, 17))
    with world.on(LATER):
        actions.measure_due()
    campaign = measured(campaign)
    assert number(campaign, "edits").value == 60
    assert str(reported(event, inside=False).why_not).startswith("Withheld for now")
    assert standing("event.contributed") == []
    came(salt, organizer, range(30, 40))  # enough beside the twelve
    for _again in range(2):
        campaign = measured(campaign)
    assert {each.subject for each in standing("event.contributed")} == {"fish", "salt"}


def test_one_who_comes_to_one_more_event_changes_nothing(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stood in the campaign's sum before, and what they did there would be the difference."""
    pretended(monkeypatch)
    event_of(campaign, organizer, "fish", range(12))
    measured(campaign)
    event_of(campaign, organizer, "salt", [3])
    before = Measurement.objects.get(instance=None).told_of
    measured(campaign)
    assert Measurement.objects.get(instance=None).told_of == before


def test_those_who_run_it_read_what_everybody_reads(
    client: Client, campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The exact sum of one person would lead to their name on the wikis."""
    pretended(monkeypatch)
    event_of(campaign, organizer, "fish", [20])
    campaign = measured(campaign)
    assert exactly(campaign) == 50
    assert set(exact(campaign)).isdisjoint(ON_WIKIS)
    client.force_login(organizer)
    assert b">50<" not in client.get("/campaigns/markets/whole/contributions/").content


def test_an_event_for_the_invited_is_in_nothing_that_everybody_reads(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    here = world.place(campaign, organizer)
    event = event_of(here, organizer, "secret", range(22))
    Event.objects.filter(pk=event.pk).update(entrance="invited")
    campaign = measured(campaign)
    whole, places = results(campaign)
    for found in (whole, places[here.pk]):
        assert found.numbers["events_held"].value == 0
        assert found.numbers["participants"].withheld
        assert found.numbers["edits"].value is None
    assert standing("campaign.counted") == []
    assert exact(here)["participants"] == 23  # with who organizes
    assert wait(event) is None


def test_the_same_people_in_another_part_change_nothing_that_was_told(
    campaign: Campaign, organizer: Person, settings: Settings, tmp_path: Path
) -> None:
    """All stood in the sum before, and what one of them did beside the event would be the difference."""
    event_of(campaign, organizer, "fish", range(12))
    rows = [row for who in range(12) for row in edits(who, 4)] + edits(3, 50, "2026-03-11")
    settings.LAKE = lake_of(tmp_path, rows)
    assert number(measured(campaign), "edits").value == 40
    with world.on(world.DURING):
        told = [world.told("Kejetia", f"Editor {who}", may_measure=True) for who in range(12)]
        actions.record_list(campaign, told, by=organizer)
    campaign = measured(campaign)
    assert (number(campaign, "edits").value, exactly(campaign)) == (40, 98)


def test_enough_who_edit_at_another_time_are_told_of(
    campaign: Campaign, organizer: Person, settings: Settings, tmp_path: Path
) -> None:
    """The same twelve meet again, and ten of them edit there."""
    event_of(campaign, organizer, "fish", range(12))
    days = [edits(who, 4) for who in range(12)] + [edits(who, 2, "2026-03-21") for who in range(10)]
    settings.LAKE = lake_of(tmp_path, [row for some in days for row in some])
    assert number(measured(campaign), "edits").value == 40
    event_of(campaign, organizer, "salt", range(12))
    moved = Event.objects.get(key="salt")
    day = timedelta(days=1)
    Event.objects.filter(pk=moved.pk).update(starts_at=moved.starts_at + day, ends_at=moved.ends_at + day)
    assert number(measured(campaign), "edits").value == 60


def test_other_wikis_or_days_are_told_of_with_other_people_alone(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretended(monkeypatch)
    with world.on(world.DURING):
        told = [world.told(f"Market {who}", f"Editor {who}", may_measure=True) for who in range(12)]
        actions.record_list(campaign, told, by=organizer)
    actions.confirm(list(campaign.contributions.filter(state="reported")), by="test")
    assert number(measured(campaign), "edits").value == 40
    other = campaign.marks.create(what="wiki", code="bbwiki")
    assert number(measured(campaign), "edits").withheld
    other.delete()
    assert number(measured(campaign), "edits").value == 40


@pytest.mark.parametrize("way", ["undo", "withdraw"])
def test_a_contribution_that_goes_takes_the_sums_with_it_at_once(
    campaign: Campaign, organizer: Person, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    pretended(monkeypatch)
    with world.on(world.DURING):
        told = [world.told(f"Market {who}", f"Editor {who}", may_measure=True) for who in range(12)]
        brought = ContributionList.objects.create(
            campaign=campaign, state="taken_in", count=12, faults=0, brought_at=clock.now()
        )
        actions.record_list(campaign, told, by=organizer, brought=brought)
        again = [world.told("Stall", "Editor 3", may_measure=True)]
        actions.record_list(campaign, again, by=organizer)
    actions.confirm(list(campaign.contributions.filter(state="reported")), by="test")
    campaign = measured(campaign)
    first, second = campaign.contributions.filter(name__in=["Market 3", "Stall"]).order_by("name")
    actions.withdraw_contributions([second], reason="A mistake.", by=organizer)
    assert standing("campaign.counted")  # they are counted for the other one still
    if way == "undo":
        actions.undo_list(brought, by=organizer)
    else:
        actions.withdraw_contributions([first], reason="A mistake.", by=organizer)
    assert standing("campaign.counted") == standing("campaign.edited") == []
    assert Measurement.objects.get(campaign=campaign, instance=None).told == {}
