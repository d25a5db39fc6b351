"""The moments of a partnership that reach steps of a milestone: interests, draft, text, signatures."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_noop

from thriving.kernel.words import in_every_language
from thriving.movement.actions import Actor
from thriving.programs.milestones.actions import settle
from thriving.programs.milestones.ties import Moment, tellers
from thriving.programs.partnerships.models import Partnership, Side
from thriving.programs.partnerships.states import SEALED, VERSION_WITHDRAWN

TIED = "partnerships"  # how ties call what is here
Dated = Callable[[Partnership], date | None]


def _interests(partnership: Partnership) -> date | None:
    stated = dict(partnership.interests.values_list("side", "stated_on"))
    return max(stated.values()) if set(stated) == set(Side) else None


def _drafted(partnership: Partnership) -> date | None:
    drafts = partnership.versions.exclude(state=VERSION_WITHDRAWN)
    return drafts.order_by("number").values_list("drafted_on", flat=True).first()


def _ready(partnership: Partnership) -> date | None:
    sealed = partnership.versions.filter(state__in=SEALED)
    return sealed.order_by("number").values_list("ready_on", flat=True).first()


def _signed(partnership: Partnership) -> date | None:
    signed = partnership.versions.exclude(signed_on=None)
    return signed.order_by("number").values_list("signed_on", flat=True).first()


MOMENTS: Mapping[str, tuple[str, Dated]] = {
    "interests": (gettext_noop("What both sides want"), _interests),
    "drafted": (gettext_noop("Draft of the agreement"), _drafted),
    "ready": (gettext_noop("Text of the agreement, ready to be signed"), _ready),
    "signed": (gettext_noop("The signed agreement"), _signed),
}


def told(record: str) -> Moment | None:
    """Of "northern-research/ready": whether the text is ready, and since when."""
    key, _slash, name = record.partition("/")
    partnership = Partnership.objects.filter(key=key).first()
    if partnership is None or name not in MOMENTS:
        return None
    title, dated = MOMENTS[name]
    address = reverse("partnerships:partnership", args=[key])
    return Moment(in_every_language(title), address, dated(partnership))


def settle_all(partnership: Partnership, by: Actor, why: str = "") -> None:
    for name in MOMENTS:
        settle(record_of(partnership, name), by=by, why=why)


def record_of(partnership: Partnership, name: str) -> str:
    return f"{TIED}/{partnership.key}/{name}"


def key_of(record: str) -> str:
    """Of "partnerships/northern-research/ready": of which partnership it is a moment."""
    return record.split("/")[1]


tellers.add(TIED, told)
