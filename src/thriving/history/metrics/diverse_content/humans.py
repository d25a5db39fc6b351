"""About whom a project writes: the humans of Wikidata that have an article in it.

Genders are as Wikidata has them, put together as the movement's own figures do: cisgender men with men,
cisgender women with women, everybody else of a known gender (trans women and trans men too) in
gender_diverse.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ibis

from thriving.history.metrics.events import true
from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.parts import share
from thriving.history.metrics.tables import Tables

Expression = Any

_GAPS = "Knowledge Gaps Index (Research:Knowledge_Gaps_Index on Meta); wikimedia-research/movement-metrics"
_HUMANIKI = "Humaniki: notconfusing/humaniki-schema"
_AS_OF = "As of the extract of Wikidata, not of a month: of what was written when, it says nothing. "
_UNKNOWN = "Those without a gender in Wikidata are counted beside (not_known), never inside."

FEMALE = "Q6581072"
MEN, WOMEN, DIVERSE = "men", "women", "gender_diverse"
GENDERS = {"Q6581097": MEN, "Q15145778": MEN, FEMALE: WOMEN, "Q15145779": WOMEN}


@metric(
    title="Humans by gender",
    unit="people",
    grain=Grain.WIKI_AND_GENDER,
    source=_GAPS,
    needs=("humans",),
    is_additive=False,
    limits=f"{_AS_OF}{_UNKNOWN} A human with articles on two wikis is counted on each.",
)
def humans_by_gender(tables: Tables, *, projects: tuple[str, ...] = ()) -> Expression:
    """Humans of Wikidata with an article in a project (a sitelink), by gender: women, men, gender_diverse.

    Men are male and cisgender male (Q6581097, Q15145778), women female and cisgender female (Q6581072,
    Q15145779), gender_diverse every other known gender. ``projects`` as afwiki,cawiki; all that the extract
    names if not given.
    """
    return _by_gender(_in_projects(tables, projects), "wiki_db")


@metric(
    title="Humans by citizenship and gender",
    unit="people",
    grain=Grain.CITIZENSHIP_AND_GENDER,
    source=_HUMANIKI,
    needs=("humans",),
    is_additive=False,
    limits=f"{_AS_OF}{_UNKNOWN} A human of two citizenships is counted in each; one of none in none.",
)
def humans_by_citizenship(tables: Tables, *, projects: tuple[str, ...] = ()) -> Expression:
    """Humans of Wikidata by citizenship (P27, an item) and gender; of some projects, if any are given.

    Each human once in each citizenship, however many articles there are; without ``projects``, also those
    who have no article anywhere. Genders as in humans_by_gender.
    """
    humans = _humans(tables)
    if projects:
        humans = humans.semi_join(_in_projects(tables, projects), "human")
    return _by_gender(_by_citizenship(humans), "citizenship")


@metric(
    title="Humans by project, citizenship and gender",
    unit="people",
    grain=Grain.WIKI_CITIZENSHIP_AND_GENDER,
    source=_HUMANIKI,
    needs=("humans",),
    is_additive=False,
    limits=f"{_AS_OF}{_UNKNOWN} A human of two citizenships is counted in each; one of none in none.",
)
def humans_by_project_and_citizenship(tables: Tables, *, projects: tuple[str, ...] = ()) -> Expression:
    """Humans of Wikidata with an article in a project, by citizenship (P27, an item) and gender.

    Genders and ``projects`` as in humans_by_gender.
    """
    return _by_gender(_by_citizenship(_in_projects(tables, projects)), "wiki_db", "citizenship")


@metric(
    title="Share of women",
    unit="share",
    grain=Grain.WIKI,
    source=_GAPS,
    needs=("humans",),
    is_additive=False,
    limits=f"{_AS_OF}{_UNKNOWN}",
)
def share_of_women(tables: Tables, *, projects: tuple[str, ...] = ()) -> Expression:
    """The share of women among the humans of known gender with an article in a project.

    Genders and ``projects`` as in humans_by_gender: trans women are in gender_diverse there.
    """
    return _share_of(tables, projects, lambda humans: humans.group == WOMEN)


@metric(
    title="Share of gender minorities",
    unit="share",
    grain=Grain.WIKI,
    source=_GAPS,
    needs=("humans",),
    is_additive=False,
    limits=f"{_AS_OF}{_UNKNOWN}",
)
def share_of_gender_minorities(tables: Tables, *, projects: tuple[str, ...] = ()) -> Expression:
    """The share of women and gender-diverse people among humans of known gender with an article.

    Gender minorities are all but men, as the movement's figures have it. Genders and ``projects`` as in
    humans_by_gender.
    """
    return _share_of(tables, projects, lambda humans: humans.group != MEN)


@metric(
    title="Gender gap (Humaniki)",
    unit="share",
    grain=Grain.WIKI,
    source=_HUMANIKI,
    needs=("humans",),
    is_additive=False,
    limits=f"{_AS_OF}{_UNKNOWN} Not share_of_women, which takes cisgender women in.",
)
def humaniki_gender_gap(tables: Tables, *, projects: tuple[str, ...] = ()) -> Expression:
    """The share of humans whose gender is female (Q6581072, no other item) among those of known gender.

    ``projects`` as in humans_by_gender. A gap that closes moves towards one half.
    """
    return _share_of(tables, projects, lambda humans: humans.gender == FEMALE)


def _humans(tables: Tables) -> Expression:
    """With ``group``: null where Wikidata says no gender."""
    humans = tables.humans
    named = ibis.cases(
        (humans.gender.isnull(), ibis.null("string")),
        *((humans.gender == item, group) for item, group in GENDERS.items()),
        else_=DIVERSE,
    )
    return humans.mutate(group=named)


def _in_projects(tables: Tables, projects: tuple[str, ...]) -> Expression:
    """A row for each human and project."""
    humans = _humans(tables)
    placed = humans.select("human", "gender", "group", "citizenships", wiki_db=humans.wikis.unnest())
    return placed.filter(placed.wiki_db.isin(projects)) if projects else placed


def _by_citizenship(humans: Expression) -> Expression:
    return humans.mutate(citizenship=humans.citizenships.unnest())


def _by_gender(humans: Expression, *place: str) -> Expression:
    """A row for each place and gender, with those of known and of no known gender in that place."""
    counts = humans.group_by(*place, "group").agg(people=humans.count())
    is_known = counts.group.notnull()
    known = is_known.ifelse(counts.people, 0).sum().over(group_by=place).cast("int64")
    unknown = is_known.ifelse(0, counts.people).sum().over(group_by=place).cast("int64")
    beside = counts.mutate(of_known_gender=known, not_known=unknown)
    told = beside.filter(beside.group.notnull()).rename(gender="group", value="people")
    return told.select(*place, "gender", "value", "of_known_gender", "not_known").order_by(*place, "gender")


def _share_of(
    tables: Tables, projects: tuple[str, ...], chosen: Callable[[Expression], Expression]
) -> Expression:
    humans = _in_projects(tables, projects)
    wikis = humans.group_by("wiki_db").agg(
        chosen=humans.count(where=true(chosen(humans))),
        known=humans.count(where=humans.group.notnull()),
        not_known=humans.count(where=humans.group.isnull()),
    )
    told = share(wikis, wikis.chosen, wikis.known)
    return told.select("wiki_db", "value", "numerator", "denominator", "not_known").order_by("wiki_db")
