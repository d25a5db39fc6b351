"""What the people of campaigns did on the wikis: one look at the lake for the whole and all its places."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import transaction
from django.db.models import Q

from thriving.kernel import clock
from thriving.programs.campaigns import facts
from thriving.programs.campaigns.actions.doing import hold
from thriving.programs.campaigns.models import Campaign, Measurement
from thriving.programs.campaigns.queries.measured import COUNTED, Part, is_closed, names_went, parts_of
from thriving.programs.campaigns.queries.results import least_told
from thriving.programs.events.actions.measuring import figures_of, told_to_all
from thriving.programs.events.coarse import Telling, telling
from thriving.programs.events.hearers import News
from thriving.programs.events.models import Event
from thriving.wiki import contributions
from thriving.wiki.contributions import Asked, Told

BY = "thriving work"
Found = Mapping[str, Told]


@dataclass(frozen=True)
class Share:
    """What is measured of the whole (``place`` is None) or of a place, beside what was told of it before."""

    place: int | None
    parts: Sequence[Part]
    before: Sequence[str]  # subjects

    @cached_property
    def subjects(self) -> list[str]:
        return sorted({subject for part in self.parts for subject in part.names})

    @property
    def way(self) -> Telling:
        return telling(self.before, self.subjects)

    @property
    def title(self) -> str:
        return contributions.TOGETHER if self.place is None else f"place {self.place}"

    @property
    def title_before(self) -> str:
        return f"before, {self.title}"

    def asked_before(self) -> Iterator[Asked]:
        """The parts with those alone of whom was told: too few have come since to be told of with them."""
        for part in self.parts if self.way is Telling.AS_BEFORE else ():
            names = [part.names[each] for each in self.before if each in part.names]
            title = f"{self.title_before}, {part.title}"
            yield Asked(title, names, part.begins, part.ends, part.wikis, (self.title_before,))

    def told(self, found: Found, least: int) -> tuple[dict[str, Any], list[str]]:
        """What everybody reads, and of whom it is."""
        title = {Telling.ANEW: self.title, Telling.AS_BEFORE: self.title_before}.get(self.way, "")
        told = told_to_all(figures_of(found[title]), least) if title in found else {}
        return told, self.subjects if told and self.way is Telling.ANEW else list(self.before)


def measure_due() -> int:
    """Ask the lake anew of every campaign of which it may know more than it told last."""
    dropped = Q(measurements__digest="")
    due = Campaign.objects.filter(Q(state__in=COUNTED) | dropped).distinct().order_by("pk")
    return sum(_measure(campaign) for campaign in due.prefetch_related("marks"))


def _measure(campaign: Campaign) -> bool:
    known = _known(campaign)
    if is_closed(campaign) and known and known[None].digest:
        return False
    parts = parts_of(campaign) if campaign.state in COUNTED else []
    went = names_went(campaign)
    digest = _digest(campaign, parts, went=went)
    if known and known[None].digest == digest:
        return False
    if went:
        return _keep_as_it_was(campaign, known.get(None), digest)
    shares = list(_shares(campaign, parts, known))
    found = contributions.told_together(list(_asked(shares, parts)))
    if not found and (not known or known[None].digest):
        return False
    return _keep(campaign, shares, found, digest)


def _known(campaign: Campaign) -> dict[int | None, Measurement]:
    return {each.instance_id: each for each in Measurement.objects.filter(campaign=campaign)}


def _shares(
    campaign: Campaign, parts: Sequence[Part], known: Mapping[int | None, Measurement]
) -> Iterator[Share]:
    for place in (None, *campaign.instances.order_by("pk").values_list("pk", flat=True)):
        mine = [part for part in parts if place in (None, part.place)]
        yield Share(place, mine, known[place].told_of if place in known else [])


def _asked(shares: Sequence[Share], parts: Sequence[Part]) -> Iterator[Asked]:
    for part in parts:
        within = () if part.place is None else (f"place {part.place}",)
        yield Asked(part.title, list(part.names.values()), part.begins, part.ends, part.wikis, within)
    for share in shares:
        yield from share.asked_before()


@transaction.atomic
def _keep(campaign: Campaign, shares: Sequence[Share], found: Found, digest: str) -> bool:
    hold(campaign)
    if campaign.state in COUNTED and parts_of(campaign) != list(shares[0].parts):
        return False  # somebody came or went while the lake was asked
    least, known = least_told(campaign), _known(campaign)
    for share in shares:
        row = known.get(share.place) or Measurement(campaign=campaign, instance_id=share.place)
        _write(row, share, found, least, digest)
    facts.settle_measured(campaign, by=BY, why="measured anew")
    return True


def _write(row: Measurement, share: Share, found: Found, least: int, digest: str) -> None:
    mine = found.get(share.title)
    row.people, row.names_went = len(share.subjects), False
    row.figures = figures_of(mine) if mine else {}
    row.told, row.told_of = share.told(found, least)
    row.editors = _editors(mine, share) if mine and share.place is None else {}
    row.is_whole = mine is not None and mine.is_whole
    row.digest, row.computed_at = digest, clock.now()
    row.save()


def _editors(told: Told, share: Share) -> dict[str, dict[str, bool | None]]:
    by_name = {
        contributions.as_asked(name): subject for part in share.parts for subject, name in part.names.items()
    }
    return {
        min(by_name[name] for name in each.names): {"new": each.is_new, "stayed": each.stayed}
        for each in told.editors
    }


@transaction.atomic
def _keep_as_it_was(campaign: Campaign, found: Measurement | None, digest: str) -> bool:
    """Without the names of some, the rest would be measured as if it were the whole."""
    mine = Measurement.objects.filter(campaign=campaign)
    if found is None:
        Measurement.objects.create(campaign=campaign, people=0, computed_at=clock.now())
    mine.update(names_went=True, digest=digest)
    facts.settle_measured(campaign, by=BY, why="measured anew")
    return True


def drop(campaign: Campaign) -> None:
    """Somebody is counted no longer. Of whom it was told stays noted, so that no difference tells of them."""
    Measurement.objects.filter(campaign=campaign).update(figures={}, told={}, editors={}, digest="")
    facts.settle_measured(campaign, by=BY, why="somebody is counted no longer")


def hear(event: Event, news: News, _by: Any) -> None:
    """Inside the transaction in which it became so."""
    link = getattr(event, "campaign_link", None)
    if news in (News.UNMEASURED, News.TAKEN_BACK) and link is not None:
        drop(link.campaign)


def _digest(campaign: Campaign, parts: Sequence[Part], *, went: bool) -> str:
    wikis = sorted({wiki for part in parts for wiki in contributions.measured_wikis(part.wikis)})
    told = [
        [each.title, each.place, each.names, str(each.begins), str(each.ends), each.wikis] for each in parts
    ]
    lake = contributions.state_of_lake(wikis) if wikis else ""
    known = [told, lake, went, campaign.state, campaign.is_over, least_told(campaign)]
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()
