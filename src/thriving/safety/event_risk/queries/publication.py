"""Whether an event may be announced: only where an affiliate of its organizers asks does its risk decide."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thriving.grants.agreements.queries import paying_for
from thriving.kernel import clock
from thriving.movement import scopes
from thriving.movement.models import Affiliate, RoleHolding
from thriving.movement.roles import OFFICERS_OF_AFFILIATES
from thriving.programs.events.models import Event
from thriving.safety.event_risk.models import PublicationRule
from thriving.safety.event_risk.queries.gate import is_open


def holds_publication(affiliate: Affiliate) -> bool:
    return PublicationRule.objects.filter(affiliate=affiliate, holds=True).exists()


def affiliates_of(event: Event) -> QuerySet[Affiliate]:
    """Those in which an organizer of the event has an office today, and those whose grant pays for it."""
    held = RoleHolding.objects.filter(
        person__organized_events__event=event.pk, person__is_active=True, role__in=OFFICERS_OF_AFFILIATES
    )
    keys = {scopes.key_of(each.scope) for each in held if each.held_on(clock.today())}
    return Affiliate.objects.filter(
        Q(key__in=keys) | Q(pk__in=paying_for(event).values("proposal__affiliate"))
    )


def may_be_announced(event: Event) -> bool | str:
    """As it is written now, also inside the change that makes it one in person."""
    if event.is_online_only or not _is_held(event) or is_open(event):
        return True
    return _(
        "An affiliate of its organizers announces events in person only once they passed the risk protocol: "
        "the page of its risks says what is missing."
    )


def _is_held(event: Event) -> bool:
    return PublicationRule.objects.filter(affiliate__in=affiliates_of(event), holds=True).exists()
