"""What an agreement paid for once it pays for ever: no event leaves the protocol by leaving its campaign."""

from __future__ import annotations

import pytest
from tests.conftest import person
from tests.grants.agreements import world
from tests.grants.agreements.world import Hands
from tests.programs.campaigns import world as campaigns
from tests.programs.events import world as events
from tests.programs.initiatives import world as initiatives

from thriving.grants.agreements.models import Agreement, CoveredEvent, FundedWork
from thriving.grants.agreements.queries import events_of, paid_events
from thriving.kernel import clock
from thriving.programs.campaigns.models import Campaign, EventLink
from thriving.programs.events import actions
from thriving.programs.events.hearers import News, tell
from thriving.programs.events.models import Event, Organizer
from thriving.programs.initiatives.models import Initiative

pytestmark = pytest.mark.django_db


@pytest.fixture
def initiative(db: None) -> Initiative:
    initiatives.planned()
    return initiatives.published()


def paying(of: Hands, **work: object) -> Agreement:
    agreement = world.running(of)
    FundedWork.objects.create(agreement=agreement, added_on=world.DAY, added_by="test", **work)
    return agreement


def joins(event: Event, **where: str) -> None:
    """As its actions do: the event says anew to what it belongs, and whoever hears it is told."""
    Event.objects.filter(pk=event.pk).update(**where)
    event.refresh_from_db()
    tell(event, News.RENAMED, "test")


def test_what_leaves_the_initiative_is_paid_for_still(hands: Hands, initiative: Initiative) -> None:
    agreement = paying(hands, initiative=initiative)
    event = events.announced(person("olu", "organizer"))
    assert not events_of(agreement).exists()
    joins(event, initiative=initiative.key)
    joins(event, initiative="")
    assert list(events_of(agreement)) == list(paid_events()) == [event]


def test_what_leaves_the_campaign_by_its_action_is_paid_for_still(hands: Hands) -> None:
    organizer = person("olu", "organizer")
    campaign = campaigns.published(organizer)
    agreement = paying(hands, campaign=campaign)
    event = events.announced(organizer)
    actions.join_campaign(event, campaign.key, by="test")
    actions.join_campaign(event, "", by="test")
    assert list(events_of(agreement)) == [event]


def test_campaigns_of_a_named_initiative_are_followed(hands: Hands, initiative: Initiative) -> None:
    organizer = person("olu", "organizer")
    campaign = campaigns.published(organizer)
    agreement = paying(hands, initiative=initiative)
    event = events.announced(organizer)
    actions.join_campaign(event, campaign.key, by="test")
    assert not events_of(agreement).exists()
    Campaign.objects.filter(pk=campaign.pk).update(initiative=initiative.key)
    assert list(events_of(agreement)) == list(paid_events()) == [event]


@pytest.mark.parametrize("work", ["event", "campaign", "initiative"])
@pytest.mark.parametrize("by", ["link", "key"])
def test_what_is_paid_is_found_from_either_side(
    hands: Hands, initiative: Initiative, work: str, by: str
) -> None:
    """From the agreement and from each event: by itself, by its campaign, by the initiative of that."""
    organizer = person("olu", "organizer")
    campaign, event = campaigns.published(organizer), events.announced(organizer)
    other = events.announced(organizer, "other")
    Campaign.objects.filter(pk=campaign.pk).update(initiative=initiative.key)
    agreement = paying(
        hands, **{work: {"event": event, "campaign": campaign, "initiative": initiative}[work]}
    )
    if by == "link":
        EventLink.objects.create(campaign=campaign, event=event)
    else:
        Event.objects.filter(pk=event.pk).update(campaign=campaign.key)
    assert list(events_of(agreement)) == list(paid_events()) == [event]
    assert other not in paid_events()
    Agreement.objects.update(state="draft")
    assert not paid_events().exists()


def test_a_draft_of_the_grantees_own_side_does_not_wait_until_the_money_left(
    hands: Hands, initiative: Initiative
) -> None:
    agreement = paying(hands, initiative=initiative)
    organizer = person("olu", "organizer")
    theirs, _other = events.draft(organizer, "theirs"), events.draft(organizer, "other")
    Organizer.objects.create(event=theirs, person=hands.applicant, named_at=clock.now(), named_by="test")
    Event.objects.update(initiative=initiative.key)
    assert list(events_of(agreement)) == [theirs]


def test_what_was_canceled_or_moved_online_is_paid_for_still(hands: Hands) -> None:
    event = events.announced(person("olu", "organizer"))
    agreement = paying(hands, event=event)
    Event.objects.filter(pk=event.pk).update(state="canceled", reason="Rain", format="online")
    assert list(events_of(agreement)) == [event]


def test_nobody_takes_away_what_was_written_down(hands: Hands) -> None:
    event = events.announced(person("olu", "organizer"))
    agreement = paying(hands, event=event)
    joins(event, initiative="")
    row = CoveredEvent.objects.get(agreement=agreement)
    with pytest.raises(Exception, match="keeps what was written"):
        row.delete()
