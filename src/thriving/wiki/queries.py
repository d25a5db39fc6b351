"""What pages read of wikis: kept when the lake was measured, each answer knowing its reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from thriving.kernel import access
from thriving.movement.models import Wiki
from thriving.ui import cldr
from thriving.ui.charts import Point, Series
from thriving.wiki.figures import Sides, next_month, small_ones
from thriving.wiki.models import VitalSign
from thriving.wiki.vital_signs import GROUPS, PARTS, Sign

RECENT = 120  # months of a small curve: ten years
SEES_SMALL = "see_live_people"


@dataclass(frozen=True)
class Month:
    """``known_from``: of a month that is open. ``withheld``: known, and too small for this reader."""

    month: date
    part: str
    value: float | None
    numerator: float | None
    denominator: float | None
    known_from: date | None
    withheld: bool

    @property
    def on(self) -> date:
        return self.month


@dataclass(frozen=True)
class Told:
    """A sign as one reader may see it."""

    sign: Sign
    kept: VitalSign
    months: tuple[Month, ...]

    @property
    def metric(self) -> str:
        return self.sign.metric

    @property
    def title(self) -> str | Promise:
        return self.sign.title

    @property
    def unit(self) -> str:
        """As charts write figures."""
        return "percent" if self.kept.unit == "share" else "number"

    @property
    def parts(self) -> list[str]:
        """In order of time, which is also that of generations by their names."""
        return sorted({month.part for month in self.months}, key=_place)

    @property
    def has_parts(self) -> bool:
        """Whether there is anything to show of each."""
        return self.sign.of_parts and bool(self.months)

    @property
    def series(self) -> list[Series]:
        return [Series(name_of_part(part) or str(self.title), self._of(part)) for part in self.parts]

    @property
    def recent(self) -> list[Series]:
        """For small curves."""
        return [Series(each.title, each.points[-RECENT:]) for each in self.series]

    @property
    def last(self) -> Month | None:
        """The newest month with a figure, of a sign without parts."""
        return next((month for month in reversed(self.months) if month.value is not None), None)

    @property
    def open(self) -> list[Month]:
        return [month for month in self.months if month.known_from]

    @property
    def first_open(self) -> list[tuple[str, Month]]:
        """The first month that is not known yet, with the part; without one where all parts share it."""
        first = {month.part: month for month in sorted(self.open, key=lambda each: each.month, reverse=True)}
        if len({(month.month, month.known_from) for month in first.values()}) == 1:
            return [("", month) for month in first.values()][:1]
        return [(name_of_part(part), first[part]) for part in self.parts if part in first]

    @property
    def withheld(self) -> int:
        return len({month.month for month in self.months if month.withheld})

    def _of(self, part: str) -> tuple[Point, ...]:
        """With a gap for every month between two others that has no figure."""
        points: list[Point] = []
        for month in (each for each in self.months if each.part == part):
            while points and (missing := next_month(points[-1].on)) < month.month:
                points.append(Point(missing, None))
            points.append(Point(month.month, month.value))
        return tuple(points)


@dataclass(frozen=True)
class Measured:
    """A wiki in a list of those that were measured."""

    code: str
    name: str
    snapshot: str
    sample: bool


def signs_of(reader: Any, wiki: str) -> dict[str, Told]:
    """Every sign of a wiki, by metric, in the order of its page; none of a wiki that one may not read."""
    kept = {
        each.metric: each for each in access.within(reader, "read_sign", VitalSign.objects.filter(wiki=wiki))
    }
    sees = sees_small(reader)
    return {
        sign.metric: Told(sign, kept[sign.metric], tuple(_months(kept[sign.metric], sees_small=sees)))
        for group in GROUPS
        for sign in group.signs
        if sign.metric in kept
    }


def measured(reader: Any) -> list[Measured]:
    """Every wiki that was measured and that one may read of: two queries for any number."""
    rows = access.within(reader, "read_sign", VitalSign.objects.all())
    found = rows.order_by("wiki").values_list("wiki", "snapshot", "sample").distinct()
    named = names_of([code for code, _snapshot, _sample in found])
    return [Measured(code, named[code], snapshot, sample) for code, snapshot, sample in found]


def in_groups(found: Mapping[str, Told]) -> list[tuple[str | Promise, list[Told]]]:
    """As a page shows them; groups without a sign are left out."""
    groups = (
        (group.title, [found[sign.metric] for sign in group.signs if sign.metric in found])
        for group in GROUPS
    )
    return [(title, told) for title, told in groups if told]


def sees_small(reader: Any) -> bool:
    """Whether figures are told to this reader however few stand behind them."""
    return access.holds(reader, SEES_SMALL)


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """By language and project as the reader says them; a wiki that the reference lacks by its database."""
    known = {wiki.code: wiki for wiki in Wiki.objects.filter(code__in=list(codes))}
    return {code: name_of(known[code]) if code in known else code for code in codes}


def name_of(wiki: Wiki) -> str:
    if not wiki.language_id:
        return wiki.name
    return _("%(project)s in %(language)s") % {
        "project": wiki.project.capitalize(),
        "language": cldr.language_name(wiki.language_id),
    }


def name_of_part(part: str) -> str:
    """Tenures by their words; generations and runs of months are numbers in every language, but for one."""
    return {
        "1 day": _("after 1 day"),
        "7 days": _("after 7 days"),
        "1 month": _("after 1 month"),
        "2 months": _("after 2 months"),
        "more than 24": _("more than 24"),
    }.get(part, part)


def _place(part: str) -> tuple[int, str]:
    return (PARTS.index(part) if part in PARTS else len(PARTS), part)


def _small(kept: VitalSign) -> set[int]:
    """The places of the rows that are not told to everybody."""
    by_month: defaultdict[str, dict[int, Sides]] = defaultdict(dict)
    for place, (month, _part, value, numerator, denominator, _known_from, *people) in enumerate(kept.rows):
        by_month[month][place] = Sides(value, numerator, denominator, *people)
    return {
        list(parts)[small]
        for parts in by_month.values()
        for small in small_ones(kept.metric, kept.unit, list(parts.values()))
    }


def _months(kept: VitalSign, *, sees_small: bool) -> Iterable[Month]:
    small = set() if sees_small else _small(kept)
    for place, (month, part, value, numerator, denominator, known_from, *_people) in enumerate(kept.rows):
        withheld = place in small
        yield Month(
            month=date.fromisoformat(month),
            part=part,
            value=None if withheld else value,
            numerator=None if withheld else numerator,
            denominator=None if withheld else denominator,
            known_from=date.fromisoformat(known_from) if known_from else None,
            withheld=withheld,
        )
