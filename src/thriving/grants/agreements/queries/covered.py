"""Which events an agreement pays for: those it names, those of what it names, and all that ever were."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from thriving.grants.agreements.models import Agreement, CoveredEvent, FundedWork
from thriving.grants.agreements.rules import people_of
from thriving.grants.agreements.states import CLOSED, DRAFT, DROPPED
from thriving.programs.campaigns.models import Campaign
from thriving.programs.events.models import Event


def events_of(agreement: Agreement) -> QuerySet[Event]:
    """Whatever became of them since. In one order for all, so that nobody who locks them waits for ever."""
    ever = CoveredEvent.objects.filter(agreement=agreement)
    return Event.objects.filter(Q(pk__in=ever.values("event")) | Q(pk__in=_now(agreement))).order_by("pk")


def not_remembered(agreement: Agreement) -> QuerySet[Event]:
    """Those of which it is not written down yet that it pays for them."""
    ever = CoveredEvent.objects.filter(agreement=agreement)
    return Event.objects.filter(pk__in=_now(agreement)).exclude(pk__in=ever.values("event"))


def paid_events() -> QuerySet[Event]:
    """Of all agreements that were signed, whatever became of them; each event is asked as it is met."""
    unsigned, it = (DRAFT, DROPPED), OuterRef("pk")
    works = FundedWork.objects.exclude(agreement__state__in=unsigned)
    ever = CoveredEvent.objects.exclude(agreement__state__in=unsigned)
    named = Q(Exists(works.filter(event=it))) | Q(Exists(ever.filter(event=it)))
    announced = _part_of_what_is_paid(works) & Q(published_at__isnull=False)
    return Event.objects.filter(named | announced)


def _part_of_what_is_paid(works: QuerySet[FundedWork]) -> Q:
    """As `_belongs`, looked up for one event after the other: here ``works`` are those of all agreements."""
    initiative = Exists(works.filter(initiative__key=OuterRef("initiative")))
    campaigns = Campaign.objects.filter(Q(Exists(works.filter(campaign=OuterRef("pk")))) | Q(initiative))
    called = campaigns.filter(key=OuterRef("campaign"))
    linked = campaigns.filter(event_links__event=OuterRef("pk"))
    return Q(initiative) | Q(Exists(called)) | Q(Exists(linked))


def paying_for(event: Event) -> QuerySet[Agreement]:
    """The agreements that pay for it, or once did."""
    campaigns = _campaigns_of(event)
    initiatives = {event.initiative, *campaigns.values_list("initiative", flat=True)} - {""}
    named = FundedWork.objects.filter(
        Q(event=event) | Q(campaign__in=campaigns) | Q(initiative__key__in=initiatives)
    )
    ever = CoveredEvent.objects.filter(event=event)
    return Agreement.objects.filter(
        Q(pk__in=named.values("agreement")) | Q(pk__in=ever.values("agreement"))
    ).exclude(state__in=(CLOSED, DROPPED))


def _now(agreement: Agreement) -> QuerySet[Event, int]:
    """Named, even as a draft; announced, of what is named; and there also drafts of the grantee's own side.

    Without these, whoever is paid would announce their events once the money has left.
    """
    works = FundedWork.objects.filter(agreement=agreement)
    theirs = Q(organizers__person__in=people_of(agreement))
    found = Event.objects.filter(_named(works) | _announced(works) | (_belongs(works) & theirs))
    return found.order_by().values_list("pk", flat=True)


def _named(works: QuerySet[FundedWork]) -> Q:
    return Q(pk__in=works.filter(event__isnull=False).values("event"))


def _announced(works: QuerySet[FundedWork]) -> Q:
    return _belongs(works) & Q(published_at__isnull=False)


def _belongs(works: QuerySet[FundedWork]) -> Q:
    """To a campaign or initiative that is named, or to a campaign of such an initiative, announced or not."""
    initiatives = works.filter(initiative__isnull=False).values("initiative__key")
    named = works.filter(campaign__isnull=False).values("campaign")
    campaigns = Campaign.objects.filter(Q(pk__in=named) | Q(initiative__in=initiatives)).order_by()
    return (
        Q(initiative__in=initiatives)
        | Q(campaign__in=campaigns.values("key"))
        | Q(campaign_link__campaign__in=campaigns.values("pk"))
    )


def _campaigns_of(event: Event) -> QuerySet[Campaign]:
    return Campaign.objects.filter(Q(key=event.campaign) | Q(event_links__event=event)).order_by()
