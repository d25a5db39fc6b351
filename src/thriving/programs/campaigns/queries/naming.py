"""Boxes and campaigns that name a learning pattern, as their reader may see them."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q

from thriving.programs.campaigns.content import Kind
from thriving.programs.campaigns.models import BoxVersion, Campaign, Piece
from thriving.programs.campaigns.queries.box import boxes_for
from thriving.programs.campaigns.queries.campaign import campaigns_for
from thriving.programs.campaigns.states import JOINED

MOST = 50  # that the page of one pattern leads to


def boxes_naming(reader: Any, pattern: str) -> list[BoxVersion]:
    """Those whose newest version names it."""
    named = BoxVersion.objects.filter(pieces__has_key=f"{Kind.PATTERN}/{pattern}")
    later = BoxVersion.objects.filter(box=OuterRef("box"), number__gt=OuterRef("number"))
    found = named.filter(~Exists(later), box__in=boxes_for(reader)).select_related("box")
    return list(found.order_by("box__key")[:MOST])


def campaigns_naming(reader: Any, pattern: str) -> list[Campaign]:
    """Those that are announced, and name it as a whole or in a place that takes part; the newest first."""
    public = Q(instance=None) | Q(instance__state=JOINED)
    named = Piece.objects.filter(public, kind=Kind.PATTERN, key=pattern, left_out=False)
    announced = campaigns_for(reader).filter(published_at__isnull=False)
    return list(announced.filter(pk__in=named.values("campaign"))[:MOST])
