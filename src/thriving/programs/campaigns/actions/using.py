"""A box becomes a campaign, or a place in one; and a finished campaign becomes a box."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.programs.campaigns.actions.box import make_box
from thriving.programs.campaigns.actions.campaign import Planned, plan_campaign
from thriving.programs.campaigns.actions.doing import Holder, hold, require, require_open, require_runs
from thriving.programs.campaigns.actions.places import Placed, add_place
from thriving.programs.campaigns.content import Kind, read
from thriving.programs.campaigns.models import (
    Box,
    BoxPiece,
    BoxVersion,
    Campaign,
    Instance,
    Piece,
    WorkItem,
)
from thriving.programs.campaigns.queries.kit import mine_of, of, pieces_of
from thriving.programs.campaigns.states import FINISHED, SUGGESTED
from thriving.programs.campaigns.things import Thing

USUAL_DAYS = 28  # of a campaign whose box says nothing


@transaction.atomic
def campaign_from_box(
    version: BoxVersion, said: Planned, *, key: str, by: Actor, sample: bool = False
) -> Campaign:
    """Make a draft with all pieces of the box; days follow from the first one."""
    _require_sees(by, version)
    if said.starts_on is None:
        raise Refused(_("Say on which day it starts: everything else follows from it."))
    said = replace(
        said,
        text=said.text or version.text,
        ends_on=said.ends_on or last_day(version, said.starts_on),
    )
    campaign = plan_campaign(said, key=key, by=by, sample=sample)
    _unpack(version, campaign, by)
    return campaign


@transaction.atomic
def place_from_box(version: BoxVersion, campaign: Campaign, said: Placed, *, key: str, by: Actor) -> Instance:
    """The same for one place in a campaign that there is."""
    _require_sees(by, version)
    starts_on = said.starts_on or campaign.starts_on
    if starts_on is None:
        raise Refused(_("Say on which day it starts: everything else follows from it."))
    if said.starts_on:
        said = replace(said, ends_on=said.ends_on or last_day(version, starts_on))
    place = add_place(campaign, said, key=key, by=by)
    _unpack(version, place, by)
    return place


def last_day(version: BoxVersion, first: date) -> date:
    return first + timedelta(days=(version.days or USUAL_DAYS) - 1)


def _require_sees(by: Actor, version: BoxVersion) -> None:
    if not isinstance(by, str):
        access.require(by, "see_box", version.box)


def _unpack(version: BoxVersion, holder: Holder, by: Actor) -> None:
    require_runs(by, holder)
    require_open(holder)
    for name, content in version.pieces.items():
        kind, _slash, key = name.partition("/")
        take_in(Piece(**of(holder), kind=kind, key=key), content)
    holder.box_version = version
    holder.save(update_fields=["box_version"])
    diary.note(holder, "made_from_box", by=by, body={"box": version.box.key, "version": version.number})


def take_in(piece: Piece, content: dict[str, Any]) -> None:
    """Have the piece say what the box says; a worklist gets what it lacks, and loses nothing begun."""
    said = read(content)
    piece.base, piece.left_out = content, False
    piece.content = replace(said, items=()).as_json()
    piece.__dict__.pop("said", None)
    piece.save()
    if piece.kind == Kind.WORKLIST:
        _take_in_items(piece, {each.identity: each for each in said.items})


def _take_in_items(piece: Piece, wanted: dict[str, Thing]) -> None:
    known = set(piece.items.values_list("identity", flat=True))
    # What the box no longer asks for goes, unless somebody has begun it.
    piece.items.filter(state=SUGGESTED).exclude(identity__in=wanted).delete()
    WorkItem.objects.bulk_create(
        WorkItem(
            worklist=piece,
            what=each.what,
            name=each.name,
            wiki=each.wiki,
            address=each.address,
            identity=identity,
            changed_at=clock.now(),
        )
        for identity, each in wanted.items()
        if identity not in known
    )


@transaction.atomic
def box_from_campaign(campaign: Campaign, *, key: str, title: Words, by: Actor) -> Box:
    """Make a draft of a box from what a finished campaign was made of.

    Names, people, contributions, who did what and what became of it stay behind.
    """
    require(by, "run_campaign", campaign)
    hold(campaign)
    if campaign.state != FINISHED:
        raise Refused(
            _("A campaign becomes a box once it is finished: then it is known what it was good for.")
        )
    days = (
        (campaign.ends_on - campaign.starts_on).days + 1 if campaign.ends_on and campaign.starts_on else None
    )
    box = make_box(
        title, campaign.text, key=key, by=by, days=days, made_from=campaign.key, sample=campaign.sample
    )
    pieces = pieces_of(campaign).prefetch_related("items")
    BoxPiece.objects.bulk_create(
        BoxPiece(box=box, kind=each.kind, key=each.key, content=content)
        for each in pieces
        if (content := mine_of(each)) is not None
    )
    return box
