"""What campaigns and boxes leave in the ledger, and how it follows them when they are corrected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.facts.words import COUNTRY, LANGUAGE, REGION
from thriving.evidence.kinds import PERSON, Dimension, FactKind, Type, declare
from thriving.evidence.models import Fact, Source, Visibility
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.programs.campaigns.models import Campaign, Contribution, Done, Instance, Measurement, State
from thriving.programs.campaigns.states import CANCELED, CONFIRMED, DRAFT, FINISHED, JOINED
from thriving.programs.campaigns.things import What
from thriving.programs.events.coarse import SUMS
from thriving.programs.events.facts.contributed import EDITOR, FIGURE, STAYED, editor_dimensions
from thriving.programs.events.facts.event import CAMPAIGN, INITIATIVE

BOX = Dimension("box", Type.KEY, _("The box that it was made from, by its key."))
VERSION = Dimension("box_version", Type.KEY, _("The version of that box."))
PLACE = Dimension("instance", Type.KEY, _("The place that takes part in the campaign, by its key."))
WIKI = Dimension("wiki", Type.KEY, _("The wiki, by the name of its database."))
THING = Dimension("thing", Type.CHOICE, _("What was contributed to."), tuple(What.values))
DONE = Dimension("contribution", Type.CHOICE, _("What was done to it."), tuple(Done.values))

CAMPAIGN_FINISHED = declare(
    FactKind(
        name="campaign.finished",
        subject="campaign",
        meaning=_("A campaign was finished, and what was learned of it written down."),
        sentence=_("The campaign %(subject)s was finished. Box: %(box)s."),
        dimensions=(INITIATIVE, BOX, VERSION),
    )
)
BOX_USED = declare(
    FactKind(
        name="box.used",
        subject="campaign",
        meaning=_("A campaign, or a place in one, was made from a box and announced."),
        sentence=_("%(subject)s was made from the box %(box)s, version %(box_version)s."),
        dimensions=(BOX, VERSION, CAMPAIGN, COUNTRY, REGION),
    )
)
CAMPAIGN_CONTRIBUTED = declare(
    FactKind(
        name="campaign.contributed",
        subject=PERSON,
        meaning=_("A person contributed to something in a campaign, and somebody else confirmed it."),
        sentence=_("Somebody contributed in the campaign %(campaign)s (%(thing)s, %(contribution)s)."),
        dimensions=(CAMPAIGN, PLACE, WIKI, THING, DONE, COUNTRY, REGION, LANGUAGE),
        visibility=Visibility.RESTRICTED,
    )
)
CAMPAIGN_ENRICHED = declare(
    FactKind(
        name="campaign.enriched",
        subject="thing",
        meaning=_("A page, an item, a file or a set of data was contributed to in a campaign."),
        sentence=_("In the campaign %(campaign)s something was contributed to: %(thing)s, %(wiki)s."),
        dimensions=(CAMPAIGN, WIKI, THING),
        # A page and a day lead to whoever edited it then: everybody reads how many, and few read which.
        visibility=Visibility.RESTRICTED,
    )
)
CAMPAIGN_COUNTED = declare(
    FactKind(
        name="campaign.counted",
        subject="campaign",
        meaning=_("What the people of a campaign did on the wikis, in sum, rounded down."),
        sentence=_("In the campaign %(subject)s: %(figure)s, at least %(value)s."),
        dimensions=(FIGURE, INITIATIVE),
        key=("figure",),
        unit="of the figure",
    )
)
CAMPAIGN_EDITED = declare(
    FactKind(
        name="campaign.edited",
        subject=PERSON,
        meaning=_("A person edited the wikis in a campaign, at one of its events or as a contributor."),
        sentence=_("Edited in the campaign %(campaign)s: %(editor)s as an editor. Stayed: %(stayed)s."),
        dimensions=(CAMPAIGN, INITIATIVE, EDITOR, STAYED),
        visibility=Visibility.RESTRICTED,
    )
)
MEASURED = (CAMPAIGN_COUNTED.name, CAMPAIGN_EDITED.name)
ABOUT_CAMPAIGNS = (CAMPAIGN_FINISHED.name, BOX_USED.name, *MEASURED)
ABOUT_CONTRIBUTIONS = (CAMPAIGN_CONTRIBUTED.name, CAMPAIGN_ENRICHED.name)
_SAME = ("campaign_id", "instance_id", "contributor", "identity", "done")
_COUNT_CONTRIBUTIONS = Q(campaign__state__in=[State.PUBLISHED, State.RUNNING, State.FINISHED, State.CANCELED])


def settle(campaign: Campaign, *, by: Actor, why: str) -> None:
    """Have the ledger say of the campaign itself, and of the boxes it uses, what stands now."""
    name_source(campaign)
    said = [*finished_of(campaign), *used_of(campaign), *measured_of(campaign)]
    standing = Fact.objects.filter(
        kind__in=ABOUT_CAMPAIGNS, source=source_of(campaign), superseded_number=None
    )
    evidence.settle(said, standing, by=by, why=why)


def settle_measured(campaign: Campaign, *, by: Actor, why: str) -> None:
    """The same for what its people did on the wikis."""
    name_source(campaign)
    standing = Fact.objects.filter(kind__in=MEASURED, source=source_of(campaign), superseded_number=None)
    evidence.settle(measured_of(campaign), standing, by=by, why=why)


def settle_contributions(
    campaign: Campaign, identities: Collection[str] | None = None, *, by: Actor, why: str
) -> None:
    """The same for what was contributed, to these things or to all."""
    name_source(campaign)
    theirs = Contribution.objects.filter(campaign=campaign)
    standing = Fact.objects.filter(
        kind__in=ABOUT_CONTRIBUTIONS, source=source_of(campaign), superseded_number=None
    )
    if identities is not None:
        theirs = theirs.filter(identity__in=identities)
        standing = standing.filter(natural_key__in=_keys_of(campaign, theirs))
    evidence.settle([*contributed(theirs), *enriched(theirs)], standing, by=by, why=why)


def _keys_of(campaign: Campaign, contributions: QuerySet[Contribution]) -> list[str]:
    told = list(contributions.values_list("uid", "identity"))
    return [
        *(_contributed_key(uid) for uid, _identity in told),
        *{_enriched_key(campaign.key, identity) for _uid, identity in told},
    ]


def finished() -> Iterator[Statement]:
    yield from _of_all(finished_of)


def used() -> Iterator[Statement]:
    yield from _of_all(used_of)


def all_contributed() -> Iterator[Statement]:
    yield from contributed(Contribution.objects.all())


def all_enriched() -> Iterator[Statement]:
    yield from enriched(Contribution.objects.all())


def _of_all(told: Callable[[Campaign], Iterator[Statement]]) -> Iterator[Statement]:
    for campaign in Campaign.objects.select_related("box_version__box").order_by("pk"):
        yield from told(campaign)


def finished_of(campaign: Campaign) -> Iterator[Statement]:
    if campaign.state == FINISHED and campaign.finished_on:
        dimensions = {"initiative": campaign.initiative, **_box_of(campaign)}
        yield Statement(
            CAMPAIGN_FINISHED.name,
            campaign.key,
            campaign.finished_on,
            dimensions=dimensions,
            source=source_of(campaign),
        )


def used_of(campaign: Campaign) -> Iterator[Statement]:
    """Once it is announced: what nobody else has seen has not been used."""
    if campaign.published_at is None or campaign.state in (DRAFT, CANCELED) or campaign.first_day is None:
        return
    if campaign.box_version:
        yield _used(campaign, campaign, campaign.key, {})
    for place in campaign.instances.filter(state=JOINED, box_version__isnull=False).order_by("pk"):
        where = {"country": place.country, "region": place.region}
        yield _used(campaign, place, f"{campaign.key}/{place.key}", where)


def _used(campaign: Campaign, holder: Campaign | Instance, subject: str, where: dict[str, str]) -> Statement:
    if campaign.published_at is None:
        raise ValueError(f"{campaign.key} is not announced")
    return Statement(
        BOX_USED.name,
        subject,
        campaign.published_at.date(),
        dimensions={"campaign": campaign.key, **_box_of(holder), **where},
        source=source_of(campaign),
    )


def _box_of(holder: Campaign | Instance) -> dict[str, str]:
    version = holder.box_version
    return {"box": version.box.key, "box_version": str(version.number)} if version else {}


def counted() -> Iterator[Statement]:
    yield from (each for each in _of_all(measured_of) if each.kind == CAMPAIGN_COUNTED.name)


def edited() -> Iterator[Statement]:
    yield from (each for each in _of_all(measured_of) if each.kind == CAMPAIGN_EDITED.name)


def measured_of(campaign: Campaign) -> Iterator[Statement]:
    """Once it is over, and the lake knows it to its end: what grows with each lake is no fact yet."""
    found = Measurement.objects.filter(campaign=campaign, instance=None, is_whole=True).first()
    if found and campaign.last_day and campaign.is_over and campaign.state in (State.RUNNING, FINISHED):
        yield from _sums(campaign, campaign.last_day, found)
        yield from _editors(campaign, campaign.last_day, found)


def _sums(campaign: Campaign, on: date, found: Measurement) -> Iterator[Statement]:
    for figure in SUMS:
        if value := found.told.get(figure, {}).get("value"):
            yield Statement(
                CAMPAIGN_COUNTED.name,
                campaign.key,
                on,
                Decimal(value),
                dimensions={"figure": figure, "initiative": campaign.initiative},
                source=source_of(campaign),
            )


def _editors(campaign: Campaign, on: date, found: Measurement) -> Iterator[Statement]:
    for subject, said in found.editors.items():
        yield Statement(
            CAMPAIGN_EDITED.name,
            subject,
            on,
            dimensions={
                "campaign": campaign.key,
                "initiative": campaign.initiative,
                **editor_dimensions(said),
            },
            source=source_of(campaign),
        )


def contributed(contributions: QuerySet[Contribution]) -> Iterator[Statement]:
    """What somebody told themselves and a list told too is one."""
    rows = _counted(contributions).select_related("campaign", "instance")
    for _same, told in groupby(rows.order_by(*_SAME, "pk"), key=attrgetter(*_SAME)):
        each = next(told)
        yield Statement(
            CAMPAIGN_CONTRIBUTED.name,
            each.contributor,
            each.on,
            dimensions=_dimensions_of(each),
            source=source_of(each.campaign),
            key=_contributed_key(each.uid),
        )


def _dimensions_of(each: Contribution) -> dict[str, str]:
    place = each.instance
    return {
        "campaign": each.campaign.key,
        "instance": place.key if place else "",
        "country": place.country if place else "",
        "region": place.region if place else "",
        "wiki": each.wiki,
        "thing": each.what,
        "contribution": each.done,
        "language": each.language,
    }


def enriched(contributions: QuerySet[Contribution]) -> Iterator[Statement]:
    """One for each thing in each campaign, from the day on which it was first contributed to."""
    listed = _counted(contributions).order_by("campaign_id", "identity", "on", "pk")
    rows = listed.values_list("campaign__key", "identity", "on", "what", "wiki")
    for (campaign, identity), same in groupby(rows, key=lambda row: row[:2]):
        _campaign, _identity, on, what, wiki = next(same)
        yield Statement(
            CAMPAIGN_ENRICHED.name,
            identity,
            on,
            dimensions={"campaign": campaign, "thing": what, "wiki": wiki},
            source=f"campaign/{campaign}",
            key=_enriched_key(campaign, identity),
        )


def _counted(contributions: QuerySet[Contribution]) -> QuerySet[Contribution]:
    return contributions.filter(_COUNT_CONTRIBUTIONS, state=CONFIRMED)


def _contributed_key(uid: str) -> str:
    return f"contribution/{uid}"


def _enriched_key(campaign: str, identity: str) -> str:
    return f"campaign/{campaign}/{identity}"


def name_source(campaign: Campaign) -> None:
    """The record to which these facts lead; a draft's is not for everybody."""
    is_public = campaign.published_at is not None
    Source.objects.update_or_create(
        key=source_of(campaign),
        defaults={
            "kind": "campaign",
            "title": campaign.title,
            "url": reverse("campaigns:campaign", args=[campaign.key]) if is_public else "",
            "visibility": Visibility.PUBLIC if is_public else Visibility.RESTRICTED,
            "sample": campaign.sample,
        },
    )


def source_of(campaign: Campaign) -> str:
    return f"campaign/{campaign.key}"
