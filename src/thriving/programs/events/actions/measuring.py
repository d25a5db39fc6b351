"""What participants did on the wikis: asked of the lake, kept, told, and dropped with the consent to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Q

from thriving.kernel import clock, turn
from thriving.programs.events.actions.event import hold
from thriving.programs.events.coarse import (
    SUMS,
    Piece,
    Telling,
    coarse,
    people_in,
    pieces_from,
    telling,
)
from thriving.programs.events.facts import contributed
from thriving.programs.events.hearers import News, tell
from thriving.programs.events.models import Contribution, Event, Registration
from thriving.programs.events.queries.measured import least_told, names_to_measure, part_of
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.states.event import OVER
from thriving.programs.events.wholes import would_show_few
from thriving.wiki import contributions

BY = "thriving work"
Figures = dict[str, dict[str, Any]]
_NOW, _BEFORE, _FRESH = "now", "before", "fresh"


@dataclass(frozen=True)
class Measured:
    """What the lake said of the people named ``names``, by the identifiers of whose they are."""

    names: Mapping[str, str]
    exact: Figures
    told: Figures
    told_of: frozenset[Piece]
    editors: dict[str, dict[str, bool | None]]
    is_whole: bool


def measure_due() -> int:
    """Ask the lake anew of every event of which it may know more than it told last; how many were written."""
    with_names = Q(registrations__wiki_name__isnull=False) | Q(contribution__digest="")
    over = Event.objects.filter(with_names, state__in=OVER).distinct()
    return sum(_measure(event) for event in over.prefetch_related("marks").order_by("pk"))


def drop_sums(left: Iterable[Registration]) -> None:
    """Of events whose sums hold what these did, who no longer agree: the next measuring makes them anew."""
    by_event: dict[int, set[str]] = {}
    for each in left:
        if each.attended_on:
            by_event.setdefault(each.event_id, set()).add(each.uid)
    for found in Contribution.objects.filter(event__in=by_event).select_related("event"):
        _drop(found, by_event[found.event_id])


def _drop(found: Contribution, gone: set[str]) -> None:
    _empty(found, {uid: said for uid, said in found.editors.items() if uid not in gone})
    contributed.settle(found.event, by=BY, why="somebody is counted no longer")
    tell(found.event, News.UNMEASURED, BY)


def _empty(found: Contribution, editors: dict[str, Any]) -> None:
    """Of whom it was told stays noted, lest the next sum tells what they did by the difference."""
    found.figures, found.told, found.editors, found.digest = {}, {}, editors, ""
    found.save()


def _measure(event: Event) -> bool:
    """Only of those who agreed, and nowhere where it can harm them."""
    found = Contribution.objects.filter(event=event).first()
    if not tracks_contributions(event, protected=is_protected(event)):
        return found is not None and _stop(event, found)
    names = names_to_measure(event)
    before = pieces_from(found.told_of) if found else frozenset()
    shows_few = _pieces(event, names) != before and would_show_few(event)
    digest = _digest(event, names, shows_few=shows_few)
    if found and found.digest == digest:
        return False
    measured = _ask(event, names, before)
    if measured is None and (found is None or found.digest):
        return False
    return _keep(event, measured or _nothing(names, before), digest)


def _pieces(event: Event, names: Iterable[str]) -> frozenset[Piece]:
    part = part_of(event)
    return frozenset((part, uid) for uid in names)


def _ask(event: Event, names: Mapping[str, str], before: frozenset[Piece]) -> Measured | None:
    pieces = _pieces(event, names)
    known = people_in(before)
    asked = [_asked(event, _NOW, names.values())]
    if before and pieces != before:
        asked.append(_asked(event, _FRESH, [name for uid, name in names.items() if uid not in known]))
        asked.append(_asked(event, _BEFORE, [name for uid, name in names.items() if uid in known]))
    found = contributions.told_together(asked)
    if _NOW not in found:
        return None
    way = telling(before, pieces, fresh=contributions.editors_of(found.get(_FRESH)))
    told = told_to_all(_shown(found, way), least_told(event))
    return Measured(
        names,
        figures_of(found[_NOW]),
        told,
        pieces if told and way is Telling.ANEW else before,
        _editors(found[contributions.TOGETHER], names),
        found[_NOW].is_whole,
    )


def _shown(found: Mapping[str, contributions.Told], way: Telling) -> Figures:
    title = {Telling.ANEW: _NOW, Telling.AS_BEFORE: _BEFORE}.get(way, "")
    return figures_of(found[title]) if title in found else {}


def _asked(event: Event, title: str, names: Iterable[str]) -> contributions.Asked:
    return contributions.Asked(title, sorted(set(names)), event.starts_at, event.ends_at, event.wikis)


def figures_of(told: contributions.Told) -> Figures:
    return {
        each.name: {
            "value": each.value,
            "unit": each.unit,
            "known_from": each.known_from.isoformat() if each.known_from else "",
            "note": each.note,
        }
        for each in told.figures
    }


def told_to_all(figures: Figures, least: int) -> Figures:
    """Sums coarsely; nothing of few people."""
    if (figures.get("editors", {}).get("value") or 0) < least:
        return {}
    return {name: _coarse(name, each) for name, each in figures.items()}


def _coarse(name: str, told: dict[str, Any]) -> dict[str, Any]:
    exact = name not in SUMS or told["value"] is None
    return told if exact else {**told, "value": coarse(told["value"])}


def _editors(told: contributions.Told, names: Mapping[str, str]) -> dict[str, dict[str, bool | None]]:
    """Each person once, however many of the names are theirs."""
    by_name = {contributions.as_asked(name): uid for uid, name in sorted(names.items(), reverse=True)}
    return {
        min(by_name[name] for name in each.names): {"new": each.is_new, "stayed": each.stayed}
        for each in told.editors
    }


def _nothing(names: Mapping[str, str], before: frozenset[Piece]) -> Measured:
    return Measured(names, {}, {}, before, {}, is_whole=False)


@transaction.atomic
def _keep(event: Event, measured: Measured, digest: str) -> bool:
    hold(event)
    turn.take()  # nothing larger is told while it is decided whether this is
    if names_to_measure(event) != measured.names:  # somebody agreed, or no longer, while the lake was asked
        return False
    measured = _beside_wholes(event, measured)
    Contribution.objects.update_or_create(
        event=event,
        defaults={
            "people": len(measured.names),
            "figures": measured.exact,
            "told": measured.told,
            "told_of": sorted(measured.told_of),
            "editors": measured.editors,
            "is_whole": measured.is_whole,
            "digest": digest,
            "computed_at": clock.now(),
        },
    )
    contributed.settle(event, by=BY, why="measured anew")
    return True


def _beside_wholes(event: Event, measured: Measured) -> Measured:
    """Not told anew where a larger sum, less this one, would be of few people."""
    found = Contribution.objects.filter(event=event).first()
    before = pieces_from(found.told_of) if found else frozenset[Piece]()
    if measured.told and measured.told_of != before and would_show_few(event):
        return replace(measured, told={}, told_of=before)
    return measured


@transaction.atomic
def _stop(event: Event, found: Contribution) -> bool:
    """The organizers chose so, or the country became one where it is dangerous. They may choose again."""
    if not found.figures and not found.editors and not found.people:
        return False
    found.people = 0
    _empty(found, {})
    contributed.settle(event, by=BY, why="edits are not looked at there")
    tell(event, News.UNMEASURED, BY)
    return True


def _digest(event: Event, names: Mapping[str, str], *, shows_few: bool) -> str:
    wikis = contributions.measured_wikis(event.wikis)
    least = least_told(event)
    lake = contributions.state_of_lake(wikis) if wikis else ""
    known = [names, part_of(event), wikis, lake, least, shows_few]
    return hashlib.sha256(json.dumps(known, sort_keys=True).encode()).hexdigest()
