"""Where on the map of languages a wiki's active editors are at home, and who of them takes part on Meta.

One person on many wikis is found by their central account where the dump tells it, else by their name, which
is one for all wikis since 2015: never by the number that an account has on one wiki.
"""

from __future__ import annotations

from typing import Any

import ibis

from thriving.history.metrics.metric import Grain, metric
from thriving.history.metrics.parts import MONTH, in_order, share, share_of_month
from thriving.history.metrics.renewal.members import ACTIVE, NEEDS, PERSON, SOURCE, active, months_of_members
from thriving.history.metrics.tables import Tables

Expression = Any

META = "metawiki"
NO_LANGUAGE = "none"
# Wikipedias by their names: a code of two or three letters, or one of a dozen longer ones. Meta, Commons and
# the like have no language; two that look as if they had are no Wikipedias.
_LONGER = (
    *("simple", "bat_smg", "be_x_old", "cbk_zam", "fiu_vro", "map_bms", "nds_nl", "roa_rup", "roa_tara"),
    *("zh_classical", "zh_min_nan", "zh_yue"),
)
_WIKIPEDIA = f"^([a-z]{{2,3}}|{'|'.join(_LONGER)})wiki$"
_OTHERS = ("tenwiki", "fdcwiki")
NUMBERS = ("0", "1", "2", "3", "4 or more")

_ONLY_HERE = (
    "Only the wikis asked for are looked at: without all Wikipedias in the lake, people seem at home here."
)


@metric(
    title="Active editors by primary language",
    unit="share",
    grain=Grain.MONTH_AND_LANGUAGE,
    source=SOURCE,
    needs=NEEDS,
    is_additive=False,
    limits=_ONLY_HERE,
)
def active_editors_by_primary_language(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """How a month's active editors of a wiki divide by their primary language.

    Active as in vital_signs_active_editors. The primary language is that of the Wikipedia where somebody has
    made most edits in all of the lake's time, pages deleted since included; of several with equally many,
    the first by its code. The code is that of the wiki's name (zh-min-nan of zh_min_nanwiki). Who has edited
    no Wikipedia is in "none". One person on many wikis is found by the central account, else by name.
    """
    people = _active_with_home(tables, at_least)
    parts = people.group_by(*MONTH, primary_language=people.primary_language).agg(people=people.count())
    return share_of_month(parts, "primary_language").order_by(*MONTH, "primary_language")


@metric(
    title="Active editors by number of languages",
    unit="share",
    grain=Grain.MONTH_AND_LANGUAGES,
    source=SOURCE,
    needs=NEEDS,
    is_additive=False,
    limits="Only the wikis asked for are looked at.",
)
def active_editors_by_languages(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """How a month's active editors divide by the number of Wikipedias where they made 5 edits or more.

    0, 1, 2, 3, or 4 or more; over all of the lake's time. All else as in active_editors_by_primary_language.
    """
    people = _active_with_home(tables, at_least)
    number = ibis.cases(
        *((people.languages == place, name) for place, name in enumerate(NUMBERS[:-1])), else_=NUMBERS[-1]
    )
    parts = people.group_by(*MONTH, languages=number).agg(people=people.count())
    return in_order(share_of_month(parts, "languages"), "languages", NUMBERS)


@metric(
    title="Participation in Meta",
    unit="share",
    source=SOURCE,
    needs=NEEDS,
    is_additive=False,
    limits="It needs metawiki in the lake and among the wikis asked for.",
    wikis=(META,),
)
def meta_participation(tables: Tables, *, at_least: int = ACTIVE) -> Expression:
    """Active editors of Meta at home in a language, over the active editors of that language's Wikipedia.

    Both in the same month, as in vital_signs_active_editors, so the first need not be among the second, and
    the share may pass 1. The primary language is that of active_editors_by_primary_language. A row for each
    Wikipedia.
    """
    people = _active_with_home(tables, at_least)
    here = people.filter(_is_wikipedia(people.wiki_db)).select(*MONTH, on_meta=0, here=1)
    meta = people.filter(people.wiki_db == META, people.home.notnull())
    both = here.union(meta.select("month", on_meta=1, here=0, wiki_db="home").select(*here.columns))
    counts = both.group_by(*MONTH).agg(on_meta=both.on_meta.sum(), here=both.here.sum())
    known = counts.filter(counts.here > 0)
    told = share(known, known.on_meta, known.here)
    return told.select(*MONTH, "value", "numerator", "denominator").order_by(*MONTH)


def _active_with_home(tables: Tables, at_least: int) -> Expression:
    """The active months of members, with ``home`` (a wiki), ``primary_language`` and ``languages``."""
    people = _people(tables)
    found = people.left_join(_homes(people), "person").select(*PERSON, "home", "languages")
    homes = tables.keep(found, "homes_of_members")
    months = active(tables, at_least).select(*MONTH, "user_name").inner_join(homes, PERSON)
    language = months.home.re_replace("wiki$", "").replace("_", "-")
    return months.mutate(
        primary_language=ibis.coalesce(language, NO_LANGUAGE), languages=ibis.coalesce(months.languages, 0)
    )


def _people(tables: Tables) -> Expression:
    """A row for each member of each wiki, with all their edits there and who they are on all wikis."""
    months = months_of_members(tables)
    each = months.group_by(*PERSON).agg(edits=months.edits.sum(), central=months.user_central_id.max())
    # A dump too old to tell central accounts still tells names, and another wiki's tells whose they are.
    elsewhere = each.central.max().over(group_by="user_name")
    central = ibis.coalesce(each.central, elsewhere)
    return each.mutate(person=ibis.coalesce("#" + central.cast("string"), each.user_name))


def _homes(people: Expression) -> Expression:
    """The Wikipedia with most edits of each person, and the number of those with five or more."""
    at_home = people.filter(_is_wikipedia(people.wiki_db))
    edits = at_home.group_by("person", "wiki_db").agg(edits=at_home.edits.sum())
    first = ibis.row_number().over(group_by="person", order_by=[edits.edits.desc(), edits.wiki_db])
    ranked = edits.mutate(place=first)
    return ranked.group_by("person").agg(
        home=ranked.wiki_db.max(where=ranked.place == 0), languages=ranked.count(where=ranked.edits >= ACTIVE)
    )


def _is_wikipedia(wiki: Expression) -> Expression:
    return wiki.re_search(_WIKIPEDIA) & ~wiki.isin(_OTHERS)
