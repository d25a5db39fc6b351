"""A place joins a campaign, is described anew, or leaves it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.kernel.words import Words
from thriving.movement.actions import Actor, Refused
from thriving.movement.actions.groups import clean, clean_texts, clean_words, known_regions, set_all
from thriving.movement.models import Affiliate, Person
from thriving.programs.campaigns import facts
from thriving.programs.campaigns.actions.campaign import LONGEST_TEXT, LONGEST_TITLE
from thriving.programs.campaigns.actions.doing import (
    hold,
    key_problem,
    named,
    refuse,
    require,
    require_open,
    too_long,
    unknown_codes,
)
from thriving.programs.campaigns.models import Campaign, CampaignMark, Instance, InstanceOrganizer, Marked
from thriving.programs.campaigns.states import INSTANCE

MOST_PLACES = 300
DAYS_BESIDE = 366  # how far from the campaign's own days a place may hold it


@dataclass(frozen=True)
class Placed:
    """A place as somebody describes it. Whoever describes it says all of it."""

    title: Words
    text: Words = field(default_factory=Words)
    country: str = ""
    region: str = ""
    affiliate: str = ""
    languages: tuple[str, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    tracking: bool | None = None

    def cleaned(self) -> dict[str, Any]:
        rest = ("country", "region", "affiliate", "starts_on", "ends_on", "tracking")
        words = {"title": clean_words(self.title), "text": clean_texts(self.text)}
        return {**words, **{name: getattr(self, name) for name in rest}}


def problems(campaign: Campaign, said: Placed) -> Iterator[tuple[str, str]]:
    """Everything that is wrong with a place: the field, and the sentence for who can mend it."""
    if not clean_words(said.title):
        yield "title", _("It needs a title.")
    for name, longest in (("title", LONGEST_TITLE), ("text", LONGEST_TEXT)):
        if too_long(getattr(said, name), longest):
            yield name, _("This text has at most %(count)d characters.") % {"count": longest}
    yield from _wrong_where(said)
    yield from (("languages", sentence) for sentence in unknown_codes("language", said.languages))
    yield from _wrong_days(campaign, said)


def _wrong_where(said: Placed) -> Iterator[tuple[str, str]]:
    if said.country and said.region:
        yield "region", _("Choose a country or a region, not both.")
    if said.country:
        yield from (("country", sentence) for sentence in unknown_codes("country", [said.country]))
    if said.region and not known_regions([said.region]):
        yield "region", _("“%(code)s” is not the key of a region.") % {"code": said.region[:80]}
    if said.affiliate and not Affiliate.objects.filter(key=said.affiliate).exists():
        yield "affiliate", _("There is no affiliate “%(key)s”.") % {"key": said.affiliate[:60]}


def _wrong_days(campaign: Campaign, said: Placed) -> Iterator[tuple[str, str]]:
    first, last = said.starts_on or campaign.starts_on, said.ends_on or campaign.ends_on
    if first and last and last < first:
        yield "ends_on", _("The last day comes before the first.")
    for name, own, whole in (
        ("starts_on", said.starts_on, campaign.starts_on),
        ("ends_on", said.ends_on, campaign.ends_on),
    ):
        if own and whole and abs((own - whole).days) > DAYS_BESIDE:
            yield name, _("This is more than a year from the days of the campaign.")


@transaction.atomic
def add_place(campaign: Campaign, said: Placed, *, key: str, by: Actor) -> Instance:
    """Write a draft of a place, which its organizers see; coordinators do it, and then name organizers."""
    require(by, "run_campaign", campaign)
    hold(campaign)
    require_open(campaign)
    _require_free_key(campaign, key)
    refuse(sentence for _field, sentence in problems(campaign, said))
    place = Instance.objects.create(campaign=campaign, key=key, **said.cleaned())
    _write_languages(place, said)
    if isinstance(by, Person):
        InstanceOrganizer.objects.create(instance=place, person=by, named_at=clock.now(), named_by=named(by))
    diary.note(place, "added", by=by)
    return place


@transaction.atomic
def change_place(place: Instance, said: Placed, *, by: Actor) -> None:
    require(by, "run_place", place)
    hold(place)
    _require_takes_part(place)
    refuse(sentence for _field, sentence in problems(place.campaign, said))
    changed = set_all(place, said.cleaned())
    place.save(update_fields=changed)
    _write_languages(place, said)
    if {"country", "region"} & set(changed):
        _settle(place, by, "the place is somewhere else")
    diary.note(place, "changed", by=by, body={"changed": sorted(changed)})


@transaction.atomic
def join(place: Instance, *, by: Actor) -> None:
    """Show it to everybody who sees the campaign."""
    require(by, "run_place", place)
    hold(place)
    require_open(place.campaign)
    INSTANCE.take(place, "join")
    _settle(place, by, "the place takes part")
    diary.note(place, "joined", by=by)


@transaction.atomic
def leave(place: Instance, *, reason: str, by: Actor) -> None:
    """It no longer takes part; what was contributed there stays counted."""
    require(by, "run_place", place)
    hold(place)
    INSTANCE.take(place, "leave", reason=clean(reason))
    _settle(place, by, place.reason)
    diary.note(place, "left", by=by, why=place.reason)


def _settle(place: Instance, by: Actor, why: str) -> None:
    facts.settle(place.campaign, by=by, why=why)
    identities = set(place.contributions.values_list("identity", flat=True))
    if identities:
        facts.settle_contributions(place.campaign, identities, by=by, why=why)


def _require_takes_part(place: Instance) -> None:
    if not place.is_open:
        raise Refused(_("It is over, and is not changed any more."))


def _require_free_key(campaign: Campaign, key: str) -> None:
    refuse(filter(None, [key_problem(key)]))
    if campaign.instances.filter(key=key).exists():
        raise Refused(_("Another place has “%(key)s” as its address already.") % {"key": key})
    if campaign.instances.count() >= MOST_PLACES:
        raise Refused(_("A campaign has at most %(count)d places.") % {"count": MOST_PLACES})


def _write_languages(place: Instance, said: Placed) -> None:
    place.marks.all().delete()
    CampaignMark.objects.bulk_create(
        CampaignMark(campaign=place.campaign, instance=place, what=Marked.LANGUAGE, code=code)
        for code in dict.fromkeys(said.languages)
    )
