"""A campaign from plan to results, and what the ledger says of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from tests.conftest import Cast
from tests.programs.campaigns import world

from thriving.evidence.models import Fact
from thriving.kernel.lifecycle import MoveRefused
from thriving.kernel.words import Words
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.campaigns import actions, facts
from thriving.programs.campaigns.actions import Placed
from thriving.programs.campaigns.models import Campaign

pytestmark = pytest.mark.django_db


def standing(kind: str = "campaign.finished") -> list[str]:
    return list(Fact.objects.filter(kind=kind, superseded_number=None).values_list("subject", flat=True))


def test_a_finished_campaign_is_in_the_ledger(organizer: Person) -> None:
    world.running(organizer, "others")
    world.finished(organizer)
    assert standing() == ["markets"]
    assert [each.subject for each in facts.finished()] == ["markets"]


def test_a_withdrawn_one_no_longer_counts(organizer: Person) -> None:
    campaign = world.finished(organizer)
    actions.withdraw(campaign, reason="The list was another campaign's.", by=organizer)
    assert standing() == []
    assert Fact.objects.filter(kind="campaign.finished").count() == 1  # as of then it stays known


def test_it_ends_on_its_last_day_and_not_before(organizer: Person) -> None:
    campaign = world.running(organizer)
    with world.on(world.LAST), pytest.raises(Refused, match="not over"):
        actions.finish(campaign, learned="Much.", by=organizer)
    with world.on(world.AFTER), pytest.raises(MoveRefused, match="learned"):
        actions.finish(campaign, learned=" \u200b ", by=organizer)


def test_a_late_worker_changes_nothing(organizer: Person) -> None:
    campaign = world.published(organizer)
    with world.on(world.DURING):
        assert campaign.standing == "running"
    world.finish(campaign, organizer)
    assert campaign.state == "finished"


def test_what_is_announced_keeps_its_days(organizer: Person) -> None:
    campaign = world.published(organizer)
    with pytest.raises(Refused, match="stay filled in"):
        actions.change_campaign(campaign, world.planned(ends_on=None), by=organizer)


def test_what_is_over_is_not_changed(organizer: Person) -> None:
    campaign = world.finished(organizer)
    with pytest.raises(Refused, match="is over"):
        actions.change_campaign(campaign, world.planned(theme=Words(en="Fish")), by=organizer)


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"title": Words()}, "needs a title"),
        ({"ends_on": world.FIRST - timedelta(days=1)}, "before the first"),
        ({"countries": ("XX",)}, "“XX” is not the code of a country"),
        ({"wikis": ("nowiki",)}, "“nowiki”"),
        ({"serves": ("plan",)}, "no part of the plan"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    organizer: Person, otherwise: dict[str, object], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        world.draft(organizer, **otherwise)
    assert not Campaign.objects.exists()


def test_others_do_not_touch_it(organizer: Person, other_organizer: Person, cast: Cast) -> None:
    campaign = world.published(organizer)
    for somebody in (cast.volunteer, cast.evaluator, cast.operator, other_organizer):
        with pytest.raises(PermissionDenied):
            actions.cancel(campaign, reason="Mine.", by=somebody)


def test_who_runs_a_place_changes_that_place_alone(organizer: Person, local: Person) -> None:
    campaign = world.published(organizer)
    mine, other = world.place(campaign, organizer), world.place(campaign, organizer, "kenya", country="KE")
    actions.name_organizer(mine, local, by=organizer)
    said = Placed(Words(en="Tamale"), country="GH")
    actions.change_place(mine, said, by=local)
    assert str(mine) == "Tamale"
    for refused in (
        lambda: actions.change_place(other, said, by=local),
        lambda: actions.change_campaign(campaign, world.planned(), by=local),
        lambda: actions.add_place(campaign, said, key="new-one", by=local),
        lambda: actions.name_organizer(campaign, local, by=local),
        lambda: actions.write_piece(campaign, "task", "x", world.CHECK, by=local),
    ):
        with pytest.raises(PermissionDenied):
            refused()


def test_somebody_always_answers_for_it(organizer: Person) -> None:
    campaign = world.draft(organizer)
    with pytest.raises(Refused, match="Name somebody else"):
        actions.dismiss_organizer(campaign, organizer, by=organizer)


def test_a_place_is_in_one_campaign_once(organizer: Person) -> None:
    campaign = world.published(organizer)
    world.place(campaign, organizer)
    with pytest.raises(Refused, match="Another place"):
        world.place(campaign, organizer)
    with pytest.raises(Refused, match="cannot stand in an address"):
        world.place(campaign, organizer, "whole")


def test_an_event_counts_once_it_was_held(organizer: Person) -> None:
    from tests.programs.events import world as events  # noqa: PLC0415 -- the other package's world

    campaign = world.published(organizer)
    event = events.held(organizer)
    link = actions.add_event(world.place(campaign, organizer), event, by=organizer)
    event.refresh_from_db()
    assert event.campaign == "markets"
    with pytest.raises(Refused, match="another campaign"):
        actions.add_event(world.published(organizer, "fish"), event, by=organizer)
    actions.remove_event(link, by=organizer)
    event.refresh_from_db()
    assert event.campaign == ""
