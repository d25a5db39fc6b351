"""Whose edits make the figures of a campaign: participants of its events, and its contributors, each once.

Participants who agreed are looked at while their events last; contributors who agreed in the days of the
campaign or of their place, on its wikis. Events for the invited are no part of what everybody reads, so they
are none of this.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from allauth.socialaccount.models import SocialAccount
from django.db.models import QuerySet

from thriving.kernel import clock
from thriving.movement.queries.places import protected_countries
from thriving.programs.campaigns.models import (
    Campaign,
    Contribution,
    Contributor,
    EventLink,
    How,
    Measurement,
)
from thriving.programs.campaigns.models.contribution import KEPT
from thriving.programs.campaigns.queries.kit import Holder
from thriving.programs.campaigns.states import CONFIRMED, FINISHED, RUNNING
from thriving.programs.events.coarse import Piece, part_called, people_in, pieces_from
from thriving.programs.events.models import Contribution as OfEvent
from thriving.programs.events.models import Entrance, Event, Registration
from thriving.programs.events.queries.measured import (
    NEXT_LAKE,
    has_names,
    is_complete,
    measured_names,
    title_of,
)
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.states.event import OVER
from thriving.programs.events.states.registration import WITHDRAWN as GAVE_BACK
from thriving.wiki import contributions

COUNTED = (RUNNING, FINISHED)


@dataclass(frozen=True)
class Part:
    """People whose edits count in one window. ``place``: the row of the place that it belongs to.

    ``told``: of what the sum of an event was told, by the same subjects; also of who is counted no longer.
    """

    title: str
    place: int | None
    names: dict[str, str]  # on the wikis, by the subject of facts
    begins: datetime
    ends: datetime
    wikis: tuple[str, ...]
    told: frozenset[Piece] = frozenset()

    @property
    def called(self) -> str:
        """As what it stands in what was told."""
        return part_called(self.title, self.begins, self.ends, self.wikis)

    def overlaps(self, other: Part) -> bool:
        return self.begins < other.ends and other.begins < self.ends


def parts_of(campaign: Campaign) -> list[Part]:
    """Somebody who stands in several by one name has one subject in all."""
    told = [each for each in (*_of_events(campaign), *_of_contributors(campaign)) if each.names]
    accounts = _accounts()
    subjects: dict[str, str] = {}
    for part in told:
        for subject, name in part.names.items():
            known = subjects.setdefault(contributions.as_asked(name), subject)
            if subject in accounts and known not in accounts:
                subjects[contributions.as_asked(name)] = subject
    return [_with(subjects, part) for part in told]


def _with(subjects: Mapping[str, str], part: Part) -> Part:
    """Each under the one subject of their name."""
    one = {subject: subjects[contributions.as_asked(name)] for subject, name in part.names.items()}
    return replace(
        part,
        names={subjects[contributions.as_asked(name)]: name for name in sorted(part.names.values())},
        told=frozenset((called, one.get(subject, subject)) for called, subject in part.told),
    )


def _accounts() -> frozenset[str]:
    return frozenset(Contributor.objects.exclude(person=None).values_list("key", flat=True))


def measured_events(campaign: Campaign) -> Iterator[tuple[EventLink, Event]]:
    links = EventLink.objects.filter(
        campaign=campaign, event__state__in=OVER, event__entrance=Entrance.OPEN
    ).select_related("event")
    for link in links.prefetch_related("event__marks").order_by("pk"):
        if tracks_contributions(link.event, protected=is_protected(link.event)):
            yield link, link.event


def is_closed(campaign: Campaign) -> bool:
    """Whether names of contributors are deleted by now: what was measured stays as it is."""
    return campaign.last_day is not None and clock.today() > campaign.last_day + KEPT


def names_went(campaign: Campaign) -> bool:
    """Whether somebody at one of its events was to be counted, and their name is known no more."""
    if is_closed(campaign):
        return True
    counted = OfEvent.objects.filter(people__gt=0)
    return any(
        counted.filter(event=event).exists() and not has_names(event)
        for _link, event in measured_events(campaign)
    )


def _of_events(campaign: Campaign) -> Iterator[Part]:
    for link, event in measured_events(campaign):
        names = measured_names(event).values_list("registration__subject", "name")
        yield Part(
            title_of(event),
            link.instance_id,
            dict(names),
            event.starts_at,
            event.ends_at,
            tuple(event.wikis),
            _told_at(event),
        )


def _told_at(event: Event) -> frozenset[Piece]:
    found = OfEvent.objects.filter(event=event).values_list("told_of", flat=True).first()
    told = pieces_from(found or ())
    there = event.registrations.filter(uid__in=people_in(told))
    subjects = dict(there.values_list("uid", "subject"))
    return frozenset((called, subjects[uid]) for called, uid in told if uid in subjects)


def _of_contributors(campaign: Campaign) -> Iterator[Part]:
    places = campaign.instances.select_related("campaign").order_by("pk")
    holders: list[Holder] = [campaign, *places]
    for holder in holders:
        place = None if isinstance(holder, Campaign) else holder.pk
        rows = Contribution.objects.filter(campaign=campaign, instance=place, state=CONFIRMED)
        wikis = tuple(campaign.wikis) or tuple(sorted(set(rows.values_list("wiki", flat=True)) - {""}))
        if holder.first_day and holder.last_day and wikis and is_tracked(holder):
            yield Part(
                f"contributors {place or ''}",
                place,
                _of_agreed(campaign, rows),
                _midnight(holder.first_day),
                _midnight(holder.last_day + timedelta(days=1)),
                wikis,
            )


def _of_agreed(campaign: Campaign, rows: QuerySet[Contribution]) -> dict[str, str]:
    """What somebody said themselves goes before what lists say, and a no at an event before both."""
    said = list(rows.values_list("contributor", "how", "may_measure"))
    themselves = {who for who, how, _may in said if how == How.SELF}
    agreed = {who for who, how, may in said if may and (how == How.SELF or who not in themselves)}
    names = names_of(agreed)
    refused = refusing(campaign, names)
    return {who: name for who, name in names.items() if who not in refused}


def refusing(campaign: Campaign, names: Mapping[str, str]) -> frozenset[str]:
    """Who of these, by their keys, is known at an event of the campaign as somebody who is not counted."""
    at_events = Registration.objects.filter(event__campaign_link__campaign=campaign, may_measure=False)
    # Names deleted, nobody knows whether those who never came had agreed.
    known = at_events.exclude(state=GAVE_BACK).exclude(attended_on=None, person=None, name="")
    listed = known.filter(origin=Registration.Origin.LIST, rows__said__is_user_name=True)
    by_name = {contributions.as_asked(name) for name in listed.values_list("name", flat=True)}
    subjects = set(known.values_list("subject", flat=True))
    return frozenset(
        who for who, name in names.items() if who in subjects or contributions.as_asked(name) in by_name
    )


def is_tracked(holder: Holder) -> bool:
    """Whether contributions may be recorded: not in a protected country, unless a place's organizers say so.

    A place that names no country is wherever its campaign is, and a campaign is wherever its places are: what
    is not recorded at one of them is not recorded beside it either.
    """
    if isinstance(holder, Campaign):
        untracked = holder.instances.exclude(tracking=True).values_list("country", flat=True)
        return protected_countries().isdisjoint({*holder.countries, *untracked})
    if holder.tracking is not None:
        return holder.tracking
    return protected_countries().isdisjoint([holder.country] if holder.country else holder.campaign.countries)


def names_of(keys: Collection[str]) -> dict[str, str]:
    """By their keys: the names that lists told, or that their accounts here proved."""
    theirs = Contributor.objects.filter(key__in=keys)
    linked = SocialAccount.objects.filter(user__in=theirs.exclude(person=None).values("person"))
    proved = linked.filter(extra_data__has_key="username").values_list("user__key", "extra_data__username")
    return {**dict(proved), **dict(theirs.exclude(name="").values_list("key", "name"))}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC)


def wait(event: Event) -> datetime | None:
    """Until when a campaign counts with the user names of this event."""
    links = EventLink.objects.filter(event=event, campaign__state__in=COUNTED)
    link = links.filter(event__entrance=Entrance.OPEN).select_related("campaign").first()
    if link is None or link.campaign.last_day is None:
        return None
    found = Measurement.objects.filter(campaign=link.campaign, instance=None).first()
    if found and link.campaign.is_over and found.digest and is_complete(found):
        return None
    closes = _midnight(link.campaign.last_day + timedelta(days=1 + contributions.DAYS_TO_STAY))
    return closes + NEXT_LAKE
