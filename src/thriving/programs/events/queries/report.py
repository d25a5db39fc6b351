"""What came of an event, from its records: alike for all, and of few people nothing is told outside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import clock
from thriving.programs.events.coarse import STEP, SUMS
from thriving.programs.events.models import Contribution, Event
from thriving.programs.events.queries.measured import LEAST as LEAST
from thriving.programs.events.queries.measured import LEAST_WHERE_DANGEROUS as LEAST_WHERE_DANGEROUS
from thriving.programs.events.queries.measured import has_names
from thriving.programs.events.queries.places import is_protected, tracks_contributions
from thriving.programs.events.queries.registration import counts

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
    at_least: bool = False  # the value is rounded down
    awaits_lake: bool = False  # its day has come, and no history that reaches so far

    @property
    def is_not_measured(self) -> bool:
        told = (self.value, self.fewer_than, self.known_from, self.is_withheld, self.awaits_lake)
        return told == (None, None, None, False, False)


@dataclass(frozen=True)
class Reported:
    people: list[Figure]
    on_wikis: list[Figure]  # empty where ``why_not`` says why nothing was measured
    why_not: str | Promise
    measured: int | None  # of how many people the edits are, for those who run it
    so_far: bool = False  # the history at hand ends before the event did


def reported(event: Event, *, inside: bool) -> Reported:
    """``inside``: for those who run the event, who can count their participants anyway.

    What these did on the wikis is told to them as to everybody: an exact sum leads to a user name.
    """
    protected = is_protected(event)
    least = LEAST_WHERE_DANGEROUS if protected else LEAST
    counted = counts(event)
    found = Contribution.objects.filter(event=event).first()
    why_not = _why_not(event, found, protected=protected) or (_withheld(found, least) if found else "")
    return Reported(
        people=_people(counted, least, inside=inside),
        on_wikis=_on_wikis(found, least) if found and not why_not else [],
        why_not=why_not,
        measured=counted["measured"] if inside else None,
        so_far=found is not None and bool(found.figures) and not found.is_whole,
    )


def _people(counted: dict[str, int], least: int, *, inside: bool) -> list[Figure]:
    """Who was somewhere before is told inside as outside: whoever is added last may be known by name."""
    came, organizers = counted["came"], counted["organizers"]
    return [
        _figure(_("Participants"), came, 0 if inside else least),
        _part(_("Of them for the first time"), counted["new"], came, least),
        _figure(_("Organizers"), organizers, 0),  # they are named on the page of the event
        _part(_("Of them for the first time as organizers"), counted["new_organizers"], organizers, least),
    ]


def _on_wikis(found: Contribution, least: int) -> list[Figure]:
    is_known = found.figures["editors"]["value"] is not None
    # Sums of few people's edits tell what one of them did as much as their number does.
    if is_known and _editors(found) < least:
        return [Figure(ON_WIKIS["editors"], fewer_than=least)]
    figures: dict[str, Any] = found.told if is_known else found.figures
    telling = _Telling(figures["editors"]["value"] or 0, least, has_names(found.event))
    return [telling.of(name, figures[name]) for name in ON_WIKIS if name in figures]


def _editors(found: Contribution) -> int:
    return found.figures.get("editors", {}).get("value") or 0


def _withheld(found: Contribution, least: int) -> str | Promise:
    """Of enough people, and yet not told: somebody could be found in the difference."""
    if found.told or _editors(found) < least:
        return ""
    return _("Withheld for now: it is told anew once more people have come to these figures, or left them.")


@dataclass(frozen=True)
class _Telling:
    """How the figures of one event are told."""

    editors: int
    least: int
    has_names: bool  # what needs them is never known once they are deleted

    def of(self, name: str, told: dict[str, Any]) -> Figure:
        title, value = ON_WIKIS[name], told["value"]
        if value is None:
            return self._unknown(title, told["known_from"])
        if name in _OF_PEOPLE and name != "editors":
            return _part(title, value, self.editors, self.least)
        if name not in SUMS:
            return _figure(title, value, 0)
        return Figure(title, value, at_least=True) if value else Figure(title, fewer_than=STEP)

    def _unknown(self, title: str | Promise, known_from: str) -> Figure:
        if not known_from or not self.has_names:
            return Figure(title, names_went=bool(known_from))
        day = date.fromisoformat(known_from)
        return Figure(title, known_from=day) if day > clock.today() else Figure(title, awaits_lake=True)


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
    if found and found.people and not found.figures and not has_names(event):
        return _("Not measured: the names were deleted before.")
    if found is None or not found.figures:
        return _("Not measured: no history of these wikis is at hand, or nobody agreed to be measured.")
    return ""
