"""What becomes of a campaign: announced, under way, finished, canceled, or its results withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean
from thriving.programs.campaigns import facts
from thriving.programs.campaigns.actions.doing import hold, require
from thriving.programs.campaigns.actions.events import name_campaign
from thriving.programs.campaigns.models import Campaign
from thriving.programs.campaigns.states import CAMPAIGN, PUBLISHED, RUNNING

LONGEST_REASON = 3_000


@transaction.atomic
def publish(campaign: Campaign, *, by: Actor) -> None:
    """Announce it: from here on everybody can read it."""
    require(by, "run_campaign", campaign)
    hold(campaign)
    CAMPAIGN.take(campaign, "publish", published_at=clock.now())
    name_campaign(campaign.event_links.select_related("campaign", "event"), by=by)
    facts.settle(campaign, by=by, why="published")
    diary.note(campaign, "published", by=by)


@transaction.atomic
def start(campaign: Campaign, *, by: Actor) -> None:
    require(by, "run_campaign", campaign)
    hold(campaign)
    if campaign.starts_on is None or campaign.starts_on > clock.today():
        raise Refused(_("Its first day has not come yet."))
    CAMPAIGN.take(campaign, "start")
    diary.note(campaign, "started", by=by)


def pass_time(campaign: Campaign, *, by: Actor) -> None:
    """Have it start as its days say: a worker may be late, a person must not stand before it."""
    if campaign.state == PUBLISHED and campaign.standing == RUNNING:
        start(campaign, by=by)


@transaction.atomic
def finish(campaign: Campaign, *, learned: str, by: Actor) -> None:
    """End it and say what was learned; the plan counts it."""
    require(by, "run_campaign", campaign)
    pass_time(campaign, by=by)
    hold(campaign)
    if not campaign.is_over:
        raise Refused(_("Its last day is not over yet: change its days first if it ended before."))
    CAMPAIGN.take(campaign, "finish", learned=clean(learned), finished_on=campaign.ends_on)
    facts.settle(campaign, by=by, why="finished")
    diary.note(campaign, "finished", by=by)


@transaction.atomic
def cancel(campaign: Campaign, *, reason: str, by: Actor) -> None:
    """It does not take place. It stays to be read, with the reason."""
    require(by, "run_campaign", campaign)
    pass_time(campaign, by=by)
    hold(campaign)
    CAMPAIGN.take(campaign, "cancel", reason=clean(reason))
    facts.settle(campaign, by=by, why=campaign.reason)
    diary.note(campaign, "canceled", by=by, why=campaign.reason)


@transaction.atomic
def withdraw(campaign: Campaign, *, reason: str, by: Actor) -> None:
    """Take its results back: the plan no longer counts them, and as of earlier they stay known."""
    require(by, "run_campaign", campaign)
    hold(campaign)
    CAMPAIGN.take(campaign, "withdraw", reason=clean(reason))
    facts.settle(campaign, by=by, why=campaign.reason)
    facts.settle_contributions(campaign, by=by, why=campaign.reason)
    diary.note(campaign, "withdrawn", by=by, why=campaign.reason)
