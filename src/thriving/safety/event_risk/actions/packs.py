"""The page for the day: a link that opens it without signing in, that ends, and can be closed at once."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.events.models import Event
from thriving.programs.events.states.event import CANCELED
from thriving.safety.event_risk.models import Pack

BEFORE = timedelta(days=3)  # from then on there is a page for the day
AFTER = timedelta(hours=12)  # until everybody is home
MOST = 5  # links that work at a time


@transaction.atomic
def make(event: Event, *, by: Person) -> tuple[Pack, str]:
    """The secret is told once, here; whoever loses it makes another link."""
    turn.take()
    access.require(by, "make_risk_pack", event)
    if not can_be_made(event):
        raise Refused(
            _("The page for the day can be made from %(count)d days before the event until it is over.")
            % {"count": BEFORE.days}
        )
    if working(event).count() >= MOST:
        raise Refused(_("%(count)d links work already: close one first.") % {"count": MOST})
    secret = secrets.token_urlsafe(32)
    pack = Pack.objects.create(
        event=event,
        digest=Pack.digest_of(secret),
        made_at=clock.now(),
        made_by=by.key,
        expires_at=event.ends_at + AFTER,
    )
    diary.note(event, "made_pack", by=by, body={"pack": pack.pk})
    return pack, secret


def can_be_made(event: Event) -> bool:
    soon = event.starts_at - BEFORE <= clock.now() < event.ends_at + AFTER
    return soon and event.state != CANCELED


@transaction.atomic
def close(pack: Pack, *, by: Person) -> None:
    turn.take()
    access.require(by, "make_risk_pack", pack.event)
    if Pack.objects.filter(pk=pack.pk, closed_at=None).update(closed_at=clock.now()):
        diary.note(pack.event, "closed_pack", by=by, body={"pack": pack.pk})


@transaction.atomic
def open_with(secret: str) -> Pack | None:
    """The pack that this secret opens now, counted; nothing for one that ended, was closed, or never was."""
    digest = Pack.digest_of(secret)
    found = Pack.objects.filter(_works(), digest=digest).select_related("event").first()
    if found is None or found.event.state == CANCELED:
        return None
    Pack.objects.filter(pk=found.pk).update(opened=F("opened") + 1)
    return found


def working(event: Event) -> QuerySet[Pack]:
    return Pack.objects.filter(_works(), event=event)


def _works() -> Q:
    """Of an event that was moved forward, not until the end that was planned before."""
    now = clock.now()
    return Q(closed_at=None, expires_at__gt=now, event__ends_at__gt=now - AFTER)
