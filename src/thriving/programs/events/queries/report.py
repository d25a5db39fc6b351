"""What came of an event, from its records: alike for all, and of few people nothing is told outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.programs.events.models import Contribution, Event, WikiName
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.queries.registration import counts

LEAST = 10  # people, of whom a number is told to everybody
LEAST_WHERE_DANGEROUS = 20

# Figures of the wikis, in the order in which they are told, as volunteers call them.
ON_WIKIS: dict[str, str | Promise] = {
    "editors": _("Participants who edited"),
    "edits": _("Edits"),
    "pages_created": _("Pages created"),
    "pages_improved": _("Pages improved"),
    "bytes_added": _("Bytes added"),
    "bytes_removed": _("Bytes removed"),
    "uploads": _("Files uploaded"),
    "new_editors": _("New editors"),
    "retained_new_editors": _("New editors who stayed"),
}
_OF_PEOPLE = frozenset({"editors", "new_editors", "retained_new_editors"})


@dataclass(frozen=True)
class Figure:
    """One of: a value; "fewer than ``fewer_than``"; not known before ``known_from``; withheld; never."""

    title: str | Promise
    value: int | None = None
    fewer_than: int | None = None
    known_from: date | None = None
    is_withheld: bool = False
    names_went: bool = False

    @property
    def is_not_measured(self) -> bool:
        return (self.value, self.fewer_than, self.known_from, self.is_withheld) == (None, None, None, False)


@dataclass(frozen=True)
class Reported:
    people: list[Figure]
    on_wikis: list[Figure]  # empty where ``why_not`` says why nothing was measured
    why_not: str | Promise
    measured: int | None  # of how many people the edits are, for those who run it


def reported(event: Event, *, inside: bool) -> Reported:
    """``inside``: for those who run the event, who can count their participants anyway."""
    protected = is_protected(event)
    least = 0 if inside else LEAST_WHERE_DANGEROUS if protected else LEAST
    counted = counts(event)
    found = Contribution.objects.filter(event=event).first()
    why_not = _why_not(event, found, protected=protected)
    return Reported(
        people=_people(counted, least),
        on_wikis=_on_wikis(found, least) if found and not why_not else [],
        why_not=why_not,
        measured=counted["measured"] if inside else None,
    )


def _people(counted: dict[str, int], least: int) -> list[Figure]:
    came, organizers = counted["came"], counted["organizers"]
    return [
        _figure(_("Participants"), came, least),
        _part(_("Of them for the first time"), counted["new"], came, least),
        _figure(_("Organizers"), organizers, 0),  # they are named on the page of the event
        _part(_("Of them for the first time as organizers"), counted["new_organizers"], organizers, least),
    ]


def _on_wikis(found: Contribution, least: int) -> list[Figure]:
    figures: dict[str, Any] = found.figures
    editors = figures.get("editors", {}).get("value") or 0
    # Sums of few people's edits tell what one of them did as much as their number does.
    if editors < least:
        return [Figure(ON_WIKIS["editors"], fewer_than=least)]
    # What needs their names is never known once these are deleted.
    has_names = WikiName.objects.filter(registration__event=found.event_id).exists()
    return [
        _told(name, figures[name], editors, least, has_names=has_names)
        for name in ON_WIKIS
        if name in figures
    ]


def _told(name: str, told: dict[str, Any], editors: int, least: int, *, has_names: bool) -> Figure:
    title = ON_WIKIS[name]
    if told["value"] is None:
        if not told["known_from"] or not has_names:
            return Figure(title, names_went=bool(told["known_from"]))
        return Figure(title, known_from=date.fromisoformat(told["known_from"]))
    if name in _OF_PEOPLE and name != "editors":
        return _part(title, told["value"], editors, least)
    return _figure(title, told["value"], 0)


def _figure(title: str | Promise, value: int, least: int) -> Figure:
    return Figure(title, fewer_than=least) if value < least else Figure(title, value)


def _part(title: str | Promise, value: int, whole: int, least: int) -> Figure:
    """The few who are left of a whole that is told are as easy to find as a few that are told."""
    if value < least:
        return Figure(title, fewer_than=least)
    return Figure(title, is_withheld=True) if 0 < whole - value < least else Figure(title, value)


def _why_not(event: Event, found: Contribution | None, *, protected: bool) -> str | Promise:
    if not tracks_contributions(event, protected=protected):
        if protected and event.tracking is None:
            return _(
                "Not measured: in this country taking part can be dangerous, so nobody’s edits are looked at."
            )
        return _("Not measured: the organizers chose not to look at edits.")
    if found is None:
        return _("Not measured: no history of these wikis is at hand, or nobody agreed to be measured.")
    return ""
