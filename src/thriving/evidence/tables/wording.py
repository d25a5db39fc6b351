"""Tables and their publications in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thriving.evidence.measures import Question
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.naming import property_title
from thriving.evidence.tables.auditing import Why
from thriving.evidence.tables.reading import Line, Shown, shown_of
from thriving.evidence.tables.reading import title_of as properties_of
from thriving.evidence.tables.schemes import category_title
from thriving.evidence.wording import listed
from thriving.ui import cldr

_NAMED = 3  # categories in the sentence; the table has all
OFTEN: Mapping[str, str | Promise] = {
    "monthly": gettext_lazy("After the end of each month"),
    "quarterly": gettext_lazy("After the end of each quarter"),
    "yearly": gettext_lazy("After the end of each year"),
}


def title_of(table: TableSpecification) -> str:
    return _("%(what)s, by %(properties)s") % {
        "what": str(table.version.title) or table.version.measure.key,
        "properties": properties_of(table),
    }


@dataclass(frozen=True)
class Told:
    """A table as it stands on the page of the number that it divides."""

    shown: Shown
    by: str
    sentence: str
    outcome: str
    protection: str
    often: str


def of_measure(measure: int) -> list[tuple[str, str]]:
    """The tables in which a measure is told in parts: their keys, and by what."""
    tables = TableSpecification.objects.filter(version__measure=measure, state__in=("approved", "retired"))
    return [(table.key, properties_of(table)) for table in tables]


def of_number(question: Question, on: date, known: date) -> list[Told]:
    """The tables of a number, as they stood by two dates."""
    return [_in_words(each) for each in shown_of(question.hash, on, known)] if question.about_people else []


def _in_words(shown: Shown) -> Told:
    table = shown.specification
    return Told(
        shown,
        properties_of(table),
        sentence_of(shown),
        "" if shown.said.outcome == TableRelease.Outcome.PUBLISHED else outcome_of(shown.said),
        protection(table),
        str(OFTEN[table.cadence]),
    )


def protection(table: TableSpecification) -> str:
    """How nobody is found in it."""
    return _(
        "A figure is hidden where it is of fewer than %(least)s people, nobody included, or where such a one "
        "could be computed from it. Hidden figures look alike, so nobody can tell the one from the other."
    ) % {"least": cldr.number(table.k)}


def explained(table: TableSpecification) -> list[tuple[str, str]]:
    """The terms of the specification, and what they mean here."""
    return [
        (_("How often it is published"), str(OFTEN[table.cadence])),
        (_("Fewest people that are told"), cldr.number(table.k)),
        (_("Fewest people that are divided at all"), cldr.number(table.least_population)),
        *((property_title(name), _categories(table, name)) for name in table.dimensions),
        (_("Who is counted where"), _("Everybody once, as the first record of theirs that counts says.")),
        (_("What it is for"), table.why),
    ]


def sentence_of(shown: Shown) -> str:
    """The figures in a sentence: the largest ones, and how many are hidden."""
    if shown.published is None:
        return ""
    lines = [line for line in shown.lines if line.category]
    told = [line for line in lines if line.cells[-1].people is not None]
    hidden = len(lines) - len(told)
    parts = [_told(line) for line in islice(told, _NAMED)]
    sentence = _("Of %(total)s people: %(parts)s.") % {
        "total": cldr.number(shown.total or 0),
        "parts": listed(parts) if parts else _("no part can be told"),
    }
    return f"{sentence} {_hidden(hidden)}" if hidden and parts else sentence


def outcome_of(release: TableRelease) -> str:
    """What became of a publication, and why."""
    if release.outcome == TableRelease.Outcome.PUBLISHED:
        return _("Counted and published.")
    if release.carries:
        return _(
            "The figures of %(day)s stand. So few people came, left or changed since then that they could be "
            "found by subtracting."
        ) % {"day": cldr.day(release.carries.on)}
    return str(_REFUSED[Why(release.reason)])


_REFUSED: Mapping[Why, str | Promise] = {
    Why.FEW_PEOPLE: gettext_lazy("Not published: there are too few people to be divided."),
    Why.WAITS: gettext_lazy(
        "Not published yet: other parts of the same number were told, and so few people came or left since "
        "that they could be found by subtracting."
    ),
    Why.FEW_MOVED: gettext_lazy(
        "Not published: so few people came or left that they could be found by subtracting."
    ),
    Why.UNSAFE: gettext_lazy(
        "Not published: however much is hidden, a small figure could be computed from the others. A table "
        "with fewer or larger categories may do."
    ),
}


def _categories(table: TableSpecification, name: str) -> str:
    scheme = table.schemes[name]
    titles = [category_title(name, each) for each in scheme["categories"]]
    return _("%(categories)s (%(scheme)s)") % {"categories": "; ".join(titles), "scheme": scheme["scheme"]}


def _told(line: Line) -> str:
    return _("%(category)s %(people)s") % {
        "category": line.title,
        "people": cldr.number(line.cells[-1].people or 0),
    }


def _hidden(count: int) -> str:
    told = ngettext("%(count)s category is hidden.", "%(count)s categories are hidden.", count)
    return told % {"count": cldr.number(count)}
