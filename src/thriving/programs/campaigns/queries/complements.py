"""Sums that are told within larger ones: what is left between them is of nobody, or of many.

Events stand within their place and their campaign, places within their campaign. A whole less all that is
told of its parts is a sum as well, which everybody can compute.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from thriving.programs.campaigns.models import Campaign, Measurement
from thriving.programs.campaigns.queries.measured import Part, parts_of
from thriving.programs.campaigns.queries.results import least_told
from thriving.programs.events.coarse import Piece as Piece
from thriving.programs.events.coarse import people_in, pieces_from
from thriving.programs.events.models import Event
from thriving.programs.events.queries.measured import title_of as title_of_event
from thriving.wiki import contributions


def title_of(place: int | None) -> str:
    return contributions.TOGETHER if place is None else f"place {place}"


def pieces_of(parts: Iterable[Part]) -> frozenset[Piece]:
    return frozenset((part.called, subject) for part in parts for subject in part.names)


def told_of(row: Measurement) -> frozenset[Piece]:
    return pieces_from(row.told_of)


@dataclass(frozen=True)
class Family:
    """Of whom each sum is that was told, and which stand within which; all by title.

    ``editors``: of how many who edited a whole is. ``edited``: who did, somewhere in the campaign.
    """

    told: Mapping[str, frozenset[Piece]]
    within: Mapping[str, frozenset[str]]
    editors: Mapping[str, int]
    edited: frozenset[str]
    least: int

    def shows_few(self, title: str, pieces: frozenset[Piece]) -> bool:
        """Whether some whole, less its parts, would be of few people once this sum is told, too."""
        told = {**self.told, title: pieces}
        wholes = [whole for whole, parts in self.within.items() if title == whole or title in parts]
        return any(self._leaves_few(whole, told) for whole in wholes if told.get(whole))

    def _leaves_few(self, whole: str, told: Mapping[str, frozenset[Piece]]) -> bool:
        """Somebody who stands in a part that is told hides nobody: they may have done nothing beside it."""
        sums = [told[each] for each in self.within[whole] if each in told]
        # What is told of nothing that the whole was told of leaves nothing over.
        parts = frozenset[Piece]().union(*(each for each in sums if each & told[whole]))
        if not parts or parts == told[whole]:
            return False
        known = people_in(frozenset[Piece]().union(*sums))
        hiding = people_in(told[whole] - parts) - known
        # Who stands in a place may have edited in another alone, so its own number bounds them, too.
        most = self.editors.get(whole, 0) - len(known & self.edited)
        return min(len(hiding & self.edited), most) < self.least


def family_of(
    parts: Sequence[Part], rows: Mapping[int | None, Measurement], editors: Iterable[str], least: int
) -> Family:
    """What is told of these parts, and of the wholes that these rows are of."""
    return Family(
        told={
            **{part.title: part.told for part in parts},
            **{title_of(place): told_of(row) for place, row in rows.items()},
        },
        within={title_of(place): _within(place, parts, rows) for place in {None, *rows}},
        editors={title_of(place): _editors(row) for place, row in rows.items()},
        edited=frozenset(editors),
        least=least,
    )


def _within(
    place: int | None, parts: Sequence[Part], rows: Mapping[int | None, Measurement]
) -> frozenset[str]:
    places = {title_of(each) for each in rows if each is not None and place is None}
    return frozenset({part.title for part in parts if place in (None, part.place)} | places)


def _editors(row: Measurement) -> int:
    return row.figures.get("editors", {}).get("value") or 0


def completes(event: Event) -> bool:
    """Whether this event's sum, of all who are counted there, would leave few of its campaign or place."""
    link = getattr(event, "campaign_link", None)
    if link is None:
        return False
    parts, rows = parts_of(link.campaign), measurements_of(link.campaign)
    editors = rows[None].editors if None in rows else ()
    family = family_of(parts, rows, editors, least_told(link.campaign))
    title = title_of_event(event)
    mine = pieces_of(part for part in parts if part.title == title)
    return family.shows_few(title, mine)


def measurements_of(campaign: Campaign) -> dict[int | None, Measurement]:
    return {each.instance_id: each for each in Measurement.objects.filter(campaign=campaign)}
