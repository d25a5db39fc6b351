"""Events are made a part of a campaign, and of one of its places."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import diary
from thriving.movement.actions import Actor, Refused
from thriving.programs.campaigns.actions.doing import Holder, hold, require, require_open, require_runs
from thriving.programs.campaigns.models import EventLink
from thriving.programs.campaigns.queries.kit import of
from thriving.programs.events.actions import join_campaign
from thriving.programs.events.models import Event


@transaction.atomic
def add_event(holder: Holder, event: Event, *, by: Actor) -> EventLink:
    """Let it count here. Whoever does it runs both; an event belongs to one campaign."""
    require_runs(by, holder)
    require(by, "run_event", event)
    hold(holder)
    require_open(holder)
    mine = of(holder)
    found = EventLink.objects.filter(event=event).first()
    if found and found.campaign_id != mine["campaign"].pk:
        raise Refused(_("This event is part of another campaign."))
    link, _new = EventLink.objects.update_or_create(event=event, defaults=mine)
    link.event, link.campaign = event, mine["campaign"]
    name_campaign([link], by=by)
    diary.note(holder, "added_event", by=by, body={"event": event.uid})
    return link


def name_campaign(links: Iterable[EventLink], *, by: Actor) -> None:
    """Have events say to which campaign they belong: what they say is public, so not before it is."""
    for link in links:
        if link.campaign.published_at is not None:
            join_campaign(link.event, link.campaign.key, by=by)


@transaction.atomic
def remove_event(link: EventLink, *, by: Actor) -> None:
    """It no longer counts here."""
    holder: Holder = link.instance or link.campaign
    require_runs(by, holder)
    if not holder.is_open:
        raise Refused(_("It is over, and is not changed any more."))
    if link.event.campaign:
        join_campaign(link.event, "", by=by)
    diary.note(holder, "removed_event", by=by, body={"event": link.event.uid})
    link.delete()
