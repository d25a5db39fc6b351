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

from thriving.kernel import clock, turn
from thriving.programs.campaigns import facts
from thriving.programs.campaigns.actions.doing import hold
from thriving.programs.campaigns.models import Campaign, Contribution, Measurement
from thriving.programs.campaigns.queries.complements import (
    Family,
    Piece,
    family_of,
    measurements_of,
    pieces_of,
    title_of,
    told_of,
)
from thriving.programs.campaigns.queries.measured import (
    COUNTED,
    Part,
    is_closed,
    names_of,
    names_went,
    parts_of,
    refusing,
)
from thriving.programs.campaigns.queries.results import least_told
from thriving.programs.campaigns.states import CONFIRMED
from thriving.programs.events.actions.measuring import figures_of, told_to_all
from thriving.programs.events.coarse import Telling, people_in, telling
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
    before: frozenset[Piece]

    @cached_property
    def pieces(self) -> frozenset[Piece]:
        return pieces_of(self.parts)

    @property
    def people(self) -> int:
        return len(people_in(self.pieces))

    def way(self, found: Found) -> Telling:
        fresh = contributions.editors_of(found.get(self.title_fresh))
        return telling(self.before, self.pieces, fresh=fresh)

    @property
    def title(self) -> str:
        return title_of(self.place)

    @property
    def title_before(self) -> str:
        return f"before, {self.title}"

    @property
    def title_fresh(self) -> str:
        return f"fresh, {self.title}"

    def asked_beside(self) -> Iterator[Asked]:
        """What was told, since too few may have come to be told of with it; and what nobody was told of."""
        if self.before and self.pieces != self.before:
            yield from self._asked(self.title_before, self.before & self.pieces)
            yield from self._asked(self.title_fresh, self.fresh)

    def _asked(self, whole: str, pieces: frozenset[Piece]) -> Iterator[Asked]:
        for part in self.parts:
            names = [name for each, name in part.names.items() if (part.called, each) in pieces]
            if names:
                title = f"{whole}, {part.title}"
                yield Asked(title, names, part.begins, part.ends, part.wikis, (whole,))

    @cached_property
    def fresh(self) -> frozenset[Piece]:
        """Pieces of people of whom nothing was told in that time."""
        parts = {part.called: part for part in self.parts}
        told: dict[str, list[Part | None]] = {}
        for called, subject in self.before:
            told.setdefault(subject, []).append(parts.get(called))
        return frozenset(
            (called, subject)
            for called, subject in self.pieces - self.before
            if not any(each is None or each.overlaps(parts[called]) for each in told.get(subject, ()))
        )

    def told(self, found: Found, family: Family) -> tuple[dict[str, Any], frozenset[Piece]]:
        """What everybody reads, and of whom it is."""
        way = self.way(found)
        # What was told before was looked at with what is told beside it.
        is_new = way is Telling.ANEW and self.pieces != self.before
        if is_new and family.shows_few(self.title, self.pieces):
            return {}, self.before
        title = {Telling.ANEW: self.title, Telling.AS_BEFORE: self.title_before}.get(way, "")
        told = told_to_all(figures_of(found[title]), family.least) if title in found else {}
        return told, self.pieces if told and way is Telling.ANEW else self.before


def measure_due() -> int:
    """Ask the lake anew of every campaign of which it may know more than it told last."""
    dropped = Q(measurements__digest="")
    due = Campaign.objects.filter(Q(state__in=COUNTED) | dropped).distinct().order_by("pk")
    return sum(_measure(campaign) for campaign in due.prefetch_related("marks"))


def _measure(campaign: Campaign) -> bool:
    known = measurements_of(campaign)
    if is_closed(campaign) and known and known[None].digest:
        return False
    _note_refusals(campaign)
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


def _note_refusals(campaign: Campaign) -> None:
    """While the names are known by which somebody refused at an event: one day they are deleted."""
    agreed = Contribution.objects.filter(campaign=campaign, may_measure=True)
    refused = refusing(campaign, names_of(set(agreed.values_list("contributor", flat=True))))
    agreed.filter(contributor__in=refused).update(may_measure=False)


def _shares(
    campaign: Campaign, parts: Sequence[Part], known: Mapping[int | None, Measurement]
) -> Iterator[Share]:
    for place in (None, *campaign.instances.order_by("pk").values_list("pk", flat=True)):
        mine = [part for part in parts if place in (None, part.place)]
        yield Share(place, mine, told_of(known[place]) if place in known else frozenset())


def _asked(shares: Sequence[Share], parts: Sequence[Part]) -> Iterator[Asked]:
    for part in parts:
        within = () if part.place is None else (f"place {part.place}",)
        yield Asked(part.title, list(part.names.values()), part.begins, part.ends, part.wikis, within)
    for share in shares:
        yield from share.asked_beside()


@transaction.atomic
def _keep(campaign: Campaign, shares: Sequence[Share], found: Found, digest: str) -> bool:
    hold(campaign)
    turn.take()  # an event is not told while it is decided what is told beside it
    if campaign.state in COUNTED and parts_of(campaign) != list(shares[0].parts):
        return False  # somebody came or went while the lake was asked
    known = measurements_of(campaign)
    rows = {each.place: known.get(each.place) or _blank(campaign, each.place) for each in shares}
    for share in shares:
        _note(rows[share.place], share, found, digest)
    for share in shares:
        _tell(rows, share, found, least_told(campaign), shares[0].parts)
    facts.settle_measured(campaign, by=BY, why="measured anew")
    return True


def _blank(campaign: Campaign, place: int | None) -> Measurement:
    return Measurement(campaign=campaign, instance_id=place)


def _note(row: Measurement, share: Share, found: Found, digest: str) -> None:
    mine = found.get(share.title)
    row.people, row.names_went = share.people, False
    row.figures = figures_of(mine) if mine else {}
    row.editors = _editors(mine, share) if mine and share.place is None else {}
    row.is_whole = mine is not None and mine.is_whole
    row.digest, row.computed_at = digest, clock.now()


def _tell(
    rows: Mapping[int | None, Measurement], share: Share, found: Found, least: int, parts: Sequence[Part]
) -> None:
    """The whole first: places are looked at beside it."""
    row = rows[share.place]
    row.told, now = share.told(found, family_of(parts, rows, rows[None].editors, least))
    row.told_of = sorted(now)
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


def drop_without(gone: Sequence[Contribution]) -> None:
    """Of campaigns in which somebody was counted for nothing but these, which count no longer."""
    asked = {(each.campaign_id, each.instance_id, each.contributor) for each in gone if each.may_measure}
    standing = Contribution.objects.filter(
        campaign__in={campaign for campaign, _place, _who in asked}, state=CONFIRMED, may_measure=True
    )
    left = asked - set(standing.values_list("campaign_id", "instance_id", "contributor"))
    for campaign in Campaign.objects.filter(pk__in={pk for pk, _place, _who in left}).order_by("pk"):
        drop(campaign)


def hear(event: Event, news: News, _by: Any) -> None:
    """Inside the transaction in which it became so."""
    link = getattr(event, "campaign_link", None)
    if news in (News.UNMEASURED, News.TAKEN_BACK) and link is not None:
        drop(link.campaign)


def _digest(campaign: Campaign, parts: Sequence[Part], *, went: bool) -> str:
    wikis = sorted({wiki for part in parts for wiki in contributions.measured_wikis(part.wikis)})
    told = [
        [each.title, each.place, each.names, str(each.begins), str(each.ends), each.wikis, sorted(each.told)]
        for each in parts
    ]
    lake = contributions.state_of_lake(wikis) if wikis else ""
    known = [told, lake, went, campaign.state, campaign.is_over, least_told(campaign)]
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()
