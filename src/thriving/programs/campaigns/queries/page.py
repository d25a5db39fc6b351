"""Everything that the page of a campaign, or of one of its places, shows; each list with one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils import translation

from thriving.kernel import access, outbox
from thriving.kernel.words import Words
from thriving.movement.queries.groups import regions
from thriving.movement.queries.people import names
from thriving.programs.campaigns import texts
from thriving.programs.campaigns.content import FILLED, Kind, Measured
from thriving.programs.campaigns.models import Campaign, Instance, Piece
from thriving.programs.campaigns.queries import patterns
from thriving.programs.campaigns.queries.campaign import places_for
from thriving.programs.campaigns.queries.kit import Holder, pieces_of, read_with
from thriving.programs.campaigns.queries.results import Goals, Number, Results, goals_of, results
from thriving.programs.campaigns.queries.worked_on import WorkedOn, worked_on
from thriving.programs.campaigns.states import CLAIMED, DONE
from thriving.programs.events.models import Event
from thriving.programs.events.queries.event import events_for
from thriving.ui import cldr
from thriving.ui.content import chosen, sent

MOST_EVENTS = 50


@dataclass(frozen=True)
class Filled:
    """A text with its places filled, in one language."""

    language: str
    title: str
    text: str


@dataclass(frozen=True)
class Line:
    """One number of the results, with what it counts."""

    label: Any
    number: Number


@dataclass(frozen=True)
class PlaceLine:
    """A place in the list of a campaign."""

    place: Instance
    where: str
    events: Number
    things: Number
    people: Number


@dataclass(frozen=True)
class Page:
    results: Results
    places: list[PlaceLine]
    goals: Goals
    events: list[Event]
    worklists: list[Piece]
    worked_on: WorkedOn | None
    roles: list[Piece]
    patterns: list[Piece]
    texts: list[Piece]  # of which all places can be filled
    runs_it: list[str]

    @property
    def numbers(self) -> list[Line]:
        told = self.results.numbers
        return [Line(each.label, told[each]) for each in Measured if each in told]

    @property
    def words(self) -> list[Words]:
        """What it shows that is written in it, besides the words of the campaign or place itself."""
        titled = [*self.roles, *self.worklists, *(goal.piece for goal in self.goals.goals)]
        with_text = [*self.texts, *self.roles, *self.patterns]
        return [*(each.said.title for each in titled), *(each.said.text for each in with_text)]

    def filled(self, language: str) -> list[Filled]:
        """Its texts in ``language`` where they are written in it, else in what fits the reader."""
        return [filled(each, chosen(each.said.text, language)[1]) for each in self.texts]


def page_of(reader: Any, holder: Holder) -> Page:
    campaign = holder if isinstance(holder, Campaign) else holder.campaign
    whole, by_place = results(campaign)
    found = whole if isinstance(holder, Campaign) else by_place[holder.pk]
    places = list(places_for(reader, campaign)) if isinstance(holder, Campaign) else []
    named = regions() if any(each.region for each in places) else {}
    shown = pieces_of(holder).filter(left_out=False, kind__in=[Kind.ROLE, Kind.PAGE, Kind.PATTERN])
    pieces = read_with(holder, shown)
    worklists = worklists_of(holder)
    mine = may_run(reader, holder)
    return Page(
        results=found,
        places=[_line(each, by_place[each.pk], named) for each in places],
        goals=goals_of(holder, found),
        events=events_of(reader, holder),
        worklists=[each for each in worklists if mine or not each.inside],
        worked_on=None if mine else worked_on(holder, worklists),
        roles=[each for each in pieces if each.kind == Kind.ROLE],
        patterns=patterns.shown([each for each in pieces if each.kind == Kind.PATTERN]),
        texts=[each for each in pieces if each.kind == Kind.PAGE and not missing(each)],
        runs_it=_people(reader, holder),
    )


def _line(place: Instance, found: Results, named: dict[str, str]) -> PlaceLine:
    counted = (Measured.EVENTS, Measured.THINGS, Measured.CONTRIBUTORS)
    return PlaceLine(place, where_of(place, named), *(found.numbers[each] for each in counted))


def where_of(place: Instance, named: dict[str, str]) -> str:
    if place.country:
        return cldr.country_name(place.country)
    return named.get(place.region, place.region)


def events_of(reader: Any, holder: Holder) -> list[Event]:
    """Those that the reader may see in lists; how many there were is counted without them."""
    link = "campaign_link__campaign" if isinstance(holder, Campaign) else "campaign_link__instance"
    return list(events_for(reader).filter((link, holder))[:MOST_EVENTS])


def worklists_of(holder: Holder) -> list[Piece]:
    """With ``wanted``, ``taken`` and ``done``: how many things."""
    lists = pieces_of(holder).filter(kind=Kind.WORKLIST, left_out=False)
    return list(
        lists.annotate(
            wanted=Count("items"),
            taken=Count("items", filter=Q(items__state=CLAIMED)),
            done=Count("items", filter=Q(items__state=DONE)),
        )
    )


def _people(reader: Any, holder: Holder) -> list[str]:
    """By name those who let the reader see it."""
    rows = holder.coordinators if isinstance(holder, Campaign) else holder.organizers
    return sorted(names(reader, list(rows.values_list("person__key", flat=True))).values())


def values_for(holder: Holder, language: str) -> dict[str, str]:
    """What fills the places of texts, as that language writes it."""
    campaign = holder if isinstance(holder, Campaign) else holder.campaign
    address = sent(_address(holder), language, holder.title, holder.text)
    with translation.override(language):
        first, last = holder.first_day, holder.last_day
        return {
            "title": holder.title.best(language)[0],
            "campaign": campaign.title.best(language)[0],
            "start": cldr.day(first) if first else "",
            "end": cldr.day(last) if last else "",
            "place": _place(holder, language),
            "address": address,
        }


def _place(holder: Holder, language: str) -> str:
    if isinstance(holder, Instance):
        return cldr.country_name(holder.country) if holder.country else holder.title.best(language)[0]
    named = [cldr.country_name(code) for code in holder.countries]
    return ", ".join(named)


def _address(holder: Holder) -> str:
    if isinstance(holder, Campaign):
        return outbox.address_of("campaigns:campaign", holder.key)
    return outbox.address_of("campaigns:place", holder.campaign.key, holder.key)


def missing(piece: Piece) -> list[str]:
    """The places of a text for which this campaign or place has nothing yet."""
    if piece.kind not in FILLED:
        return []
    values = values_for(piece.holder, "en")
    return sorted({*texts.unfilled(piece.said.title, values), *texts.unfilled(piece.said.text, values)})


def filled_in_all(piece: Piece) -> list[Filled]:
    return [filled(piece, language) for language in sorted(piece.said.text)]


def filled(piece: Piece, language: str) -> Filled:
    values = values_for(piece.holder, language)
    title, text = (_filled(words, language, values) for words in (piece.said.title, piece.said.text))
    return Filled(language, title, text)


def _filled(words: Words, language: str, values: dict[str, str]) -> str:
    return texts.filled(words.best(language)[0], values)


def may_run(reader: Any, holder: Holder) -> bool:
    return access.may(reader, "run_campaign" if isinstance(holder, Campaign) else "run_place", holder)
