"""Who keeps a wiki going: how many, since when, and who looks after its machinery and its rules."""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.failures import HistoryError
from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.parts import MONTH, share_of_month
from thriving.history.metrics.renewal.members import ACTIVE, NEEDS, SOURCE, VERY_ACTIVE, active
from thriving.history.metrics.tables import Tables, counted

Expression = Any

YEARS, SINCE = 5, 2001  # the first wikis began in 2001
_TWICE = "An editor of two wikis is two."
_SPACES = ("page_namespace",)


@metric(
    title="Active editors (vital signs)",
    unit="people",
    source=SOURCE,
    needs=NEEDS,
    is_additive=False,
    limits=_TWICE,
)
def vital_signs_active_editors(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """People with an account, never a bot, with five edits or more in the calendar month on one wiki.

    Edits in every namespace count, and those of pages deleted since. Who was called a bot in any edit on
    that wiki, by group or by name, then or at the snapshot, is left out of all months; so are temporary
    accounts.
    """
    return _people(active(tables, at_least))


@metric(
    title="Very active editors (vital signs)",
    unit="people",
    source=SOURCE,
    needs=NEEDS,
    is_additive=False,
    limits=_TWICE,
)
def vital_signs_very_active_editors(tables: Tables, *, at_least: int = VERY_ACTIVE) -> Expression:
    """Of vital_signs_active_editors those with a hundred edits or more in the calendar month."""
    return _people(active(tables, at_least))


@metric(
    title="Active editors by generation",
    unit="share",
    grain=Grain.MONTH_AND_GENERATION,
    source=SOURCE,
    needs=NEEDS,
    is_additive=False,
    limits="A lake that begins late takes people for newer than they are: it needs the wiki's whole history.",
)
def active_editors_by_generation(tables: Tables, *, at_least: int = ACTIVE, years: int = YEARS) -> Expression:
    """How a month's active editors divide into generations: the five years in which each began.

    Active as in vital_signs_active_editors. Five years are 2001-2005, 2006-2010 and so on without end, by
    the year (UTC) of the first edit on that wiki, of pages deleted since too. A generation of which nobody
    is active has no row.
    """
    return _by_generation(active(tables, at_least), years)


@metric(
    title="Technical editors",
    unit="people",
    source=SOURCE,
    needs=(*NEEDS, *_SPACES),
    is_additive=False,
    limits=_TWICE,
)
def technical_editors(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """People with five edits or more in the month in the namespaces MediaWiki (8) and Template (10) together.

    People as in vital_signs_active_editors. Edits count, not moves or other events of pages. A page's
    namespace is that of the snapshot; of a page that is gone, the one it had when it was edited.
    """
    return _people(active(tables, at_least, "technical_edits"))


@metric(
    title="Coordinating editors",
    unit="people",
    source=SOURCE,
    needs=(*NEEDS, *_SPACES),
    is_additive=False,
    limits=_TWICE,
)
def coordinating_editors(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """People with five edits or more in the month in the namespaces Project (4) and Help (12) together.

    All else as in technical_editors.
    """
    return _people(active(tables, at_least, "coordinating_edits"))


@metric(
    title="Technical editors by generation",
    unit="share",
    grain=Grain.MONTH_AND_GENERATION,
    source=SOURCE,
    needs=(*NEEDS, *_SPACES),
    is_additive=False,
)
def technical_editors_by_generation(
    tables: Tables, *, at_least: int = ACTIVE, years: int = YEARS
) -> Expression:
    """How technical_editors divide into the generations of active_editors_by_generation."""
    return _by_generation(active(tables, at_least, "technical_edits"), years)


@metric(
    title="Coordinating editors by generation",
    unit="share",
    grain=Grain.MONTH_AND_GENERATION,
    source=SOURCE,
    needs=(*NEEDS, *_SPACES),
    is_additive=False,
)
def coordinating_editors_by_generation(
    tables: Tables, *, at_least: int = ACTIVE, years: int = YEARS
) -> Expression:
    """How coordinating_editors divide into the generations of active_editors_by_generation."""
    return _by_generation(active(tables, at_least, "coordinating_edits"), years)


def _people(months: Expression) -> Expression:
    return counted(months, ibis._.count())


def _by_generation(months: Expression, years: int) -> Expression:
    if years < 1:
        raise HistoryError(f"years cannot be {years}: a generation has one year or more.")
    parts = months.group_by(*MONTH, generation=generation(months.first_edit, years)).agg(
        people=ibis._.count()
    )
    return share_of_month(parts, "generation").order_by(*MONTH, "generation")


def generation(moment: Expression, years: int = YEARS) -> Expression:
    """As "2006-2010": so many years, counted from 2001."""
    year = moment.year().cast("int64")
    first = year - (year - SINCE) % years
    return first.cast("string") + "-" + (first + years - 1).cast("string")
