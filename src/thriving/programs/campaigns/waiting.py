"""What of campaigns waits for those who run them, and for those who took something on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thriving.kernel import access
from thriving.movement import work
from thriving.programs.campaigns.actions.lists import UNDECIDED
from thriving.programs.campaigns.content import DATED
from thriving.programs.campaigns.models import (
    Box,
    Campaign,
    Contribution,
    ContributionList,
    Instance,
    InstanceState,
    Piece,
    State,
    WorkItem,
)
from thriving.programs.campaigns.queries.box import unpublished_by
from thriving.programs.campaigns.queries.campaign import coordinated_by, places_organized_by
from thriving.programs.campaigns.queries.kit import Holder, behind_their_boxes
from thriving.programs.campaigns.states import CLAIMED, REPORTED
from thriving.programs.events.states.roll import CHECKED
from thriving.ui import cldr

WITHIN = timedelta(days=28)  # what is due later is not shown yet
TO_CONFIRM = timedelta(days=14)
AHEAD_OF_IT = timedelta(days=14)  # by when places and people should read of it, who must plan their days
TO_FINISH = timedelta(days=30)  # after the last day, as long as people remember
_OPEN = [State.DRAFT, State.PUBLISHED, State.RUNNING]


def waiting(reader: Any, today: date) -> Iterator[work.Item]:
    """Tasks, what is to be announced, confirmed, finished or decided on, boxes, and what one took."""
    coordinated = coordinated_by(reader).filter(state__in=_OPEN)
    campaigns = {each.pk: each for each in coordinated.select_related("box_version")}
    mine = places_organized_by(reader).exclude(state=InstanceState.LEFT).select_related("box_version")
    places = {each.pk: each for each in mine.filter(campaign__state__in=_OPEN)}
    yield from (
        _to_announce(each) for each in campaigns.values() if each.state == State.DRAFT and not each.is_over
    )
    yield from _tasks(reader, campaigns, places, today)
    yield from _to_confirm(reader, campaigns, places)
    yield from map(_undecided, _brought_by(reader))
    yield from (_to_finish(each) for each in campaigns.values() if each.state != State.DRAFT and each.is_over)
    for holder, news in behind_their_boxes([*campaigns.values(), *places.values()]):
        yield _news(holder, news)
    yield from map(_to_publish, unpublished_by(reader))
    yield from map(_taken, _taken_by(reader))


def _to_announce(campaign: Campaign) -> work.Item:
    return work.Item(
        title=_("Announce: %(event)s") % {"event": cldr.apart(campaign.title)},
        address=reverse("campaigns:campaign", args=[campaign.key]),
        due=campaign.starts_on - AHEAD_OF_IT if campaign.starts_on else None,
        why=_("It is a draft, which nobody else can read."),
        kind=_("Announce a campaign"),
        sample=campaign.sample,
    )


def _news(holder: Holder, count: int) -> work.Item:
    campaign = holder if isinstance(holder, Campaign) else holder.campaign
    told = ngettext("%(shown)s piece says something new.", "%(shown)s pieces say something new.", count)
    return work.Item(
        title=_("The box has changed"),
        address=_address("news", campaign, holder if isinstance(holder, Instance) else None),
        due=None,
        of=str(holder.title),
        why=told % {"shown": cldr.number(count)},
        kind=_("The box has changed"),
        sample=campaign.sample,
    )


def _to_publish(box: Box) -> work.Item:
    return work.Item(
        title=_("Publish the next version: %(box)s") % {"box": cldr.apart(box.title)},
        address=reverse("campaigns:draft", args=[box.key]),
        due=None,
        why=_("It is a draft, which nobody else can read."),
        kind=_("Publish this version"),
        sample=box.sample,
    )


def _tasks(
    reader: Any, campaigns: dict[int, Campaign], places: dict[int, Instance], today: date
) -> Iterator[work.Item]:
    """Those that are somebody else's by name are not mine."""
    theirs = Q(campaign__in=campaigns, instance=None) | Q(instance__in=places)
    pieces = Piece.objects.filter(theirs, kind__in=DATED, left_out=False, done_at=None)
    for piece in pieces.filter(Q(for_person=None) | Q(for_person=reader.pk)):
        if piece.instance_id:
            piece.instance = places[piece.instance_id]
        piece.campaign = piece.instance.campaign if piece.instance else campaigns[piece.campaign_id]
        if piece.due_on and piece.due_on <= today + WITHIN:
            yield _task(piece)


def _task(piece: Piece) -> work.Item:
    return work.Item(
        title=str(piece.said.title),
        address=_address("kit", piece.campaign, piece.instance),
        due=piece.due_on,
        of=str(piece.holder.title),
        why=str(piece.get_kind_display()),
        kind=_("Do what a campaign asks next"),
        sample=piece.campaign.sample,
    )


def _to_confirm(
    reader: Any, campaigns: dict[int, Campaign], places: dict[int, Instance]
) -> Iterator[work.Item]:
    """Of a campaign all; of a place what was told there; and nothing that somebody else has to confirm."""
    rows = Contribution.objects.filter(state=REPORTED)
    mine = access.within(reader, "confirm_contribution", rows)
    told = rows.filter(pk__in=mine.order_by().values("pk")).order_by()
    told = told.filter(Q(campaign__in=campaigns) | Q(instance__in=places))
    counted = told.values("campaign", "instance").annotate(n=Count("pk"), first=Min("recorded_at"))
    for row in counted:
        place = places.get(row["instance"])
        campaign = place.campaign if place else campaigns.get(row["campaign"])
        if campaign is not None:
            yield _confirmation(campaign, place, row["n"], row["first"].date())


def _confirmation(campaign: Campaign, place: Instance | None, count: int, since: date) -> work.Item:
    sentence = ngettext("Confirm %(n)s contribution", "Confirm %(n)s contributions", count)
    return work.Item(
        title=sentence % {"n": cldr.number(count)},
        address=_address("contributions", campaign, place),
        due=since + TO_CONFIRM,
        since=since,
        of=str((place or campaign).title),
        why=_("Until then they do not count."),
        kind=_("Confirm contributions to a campaign"),
        sample=campaign.sample,
    )


def _brought_by(reader: Any) -> QuerySet[ContributionList]:
    found = ContributionList.objects.filter(state=CHECKED, brought_by=getattr(reader, "key", "-"))
    return found.select_related("campaign", "instance__campaign")


def _undecided(found: ContributionList) -> work.Item:
    where = [found.campaign.key, found.instance.key if found.instance else "whole", found.pk]
    return work.Item(
        title=_("Take in or drop the list: %(list)s") % {"list": cldr.apart(found)},
        address=reverse("campaigns:list", args=where),
        due=(found.brought_at + UNDECIDED).date(),
        since=found.brought_at.date(),
        of=str(found.holder.title),
        why=_("Nothing of it counts yet; after a week it is dropped."),
        kind=_("Decide on a list of contributions"),
        sample=found.campaign.sample,
    )


def _to_finish(campaign: Campaign) -> work.Item:
    ended = campaign.ends_on
    return work.Item(
        title=_("Finish the campaign: %(campaign)s") % {"campaign": cldr.apart(campaign.title)},
        address=reverse("campaigns:step", args=[campaign.key, "finish"]),
        due=ended + TO_FINISH if ended else None,
        since=ended,
        of=str(campaign.title),
        why=_("Its days are over; what you learned is not yet written down."),
        public=True,
        sample=campaign.sample,
    )


def _taken_by(reader: Any) -> Iterator[WorkItem]:
    if not reader.pk:
        return
    mine = WorkItem.objects.filter(claimed_by=reader.pk, state=CLAIMED, worklist__campaign__state__in=_OPEN)
    yield from mine.select_related("worklist__campaign", "worklist__instance__campaign")


def _taken(item: WorkItem) -> work.Item:
    where = item.worklist
    args = [where.campaign.key, where.instance.key if where.instance else "whole", where.key]
    return work.Item(
        title=item.name,
        address=reverse("campaigns:worklist", args=args),
        due=where.holder.last_day,
        of=str(where.campaign.title),
        why=_("You took it from a worklist."),
        kind=_("Finish what you took from a worklist"),
        sample=where.campaign.sample,
    )


def _address(page: str, campaign: Campaign, place: Instance | None) -> str:
    return reverse(f"campaigns:{page}", args=[campaign.key, place.key if place else "whole"])


work.declare("campaigns", gettext_lazy("Campaigns"), waiting)
