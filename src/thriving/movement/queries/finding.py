"""Search over everything that is kept under a name, as far as its reader may see it.

Packages add the sorts of record that they own. The index leads to keys; what is behind each key is fetched by
the query that knows the reader. So nothing is found that a list would not show, even by an index that is
behind its records.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thriving.kernel import access
from thriving.kernel.registry import Registry
from thriving.kernel.words import Words
from thriving.movement import search
from thriving.movement.models import Affiliate, Country, Language, SearchReach, Wiki
from thriving.movement.queries import groups, people
from thriving.ui import cldr

MOST = 20  # of each sort
FURTHER = 10  # times as many records are looked through where too few of them may be seen

Name = str | Promise | Words


@dataclass(frozen=True)
class Hit:
    key: str
    name: Name
    address: str
    about: Name = ""
    affiliates: Sequence[Affiliate] = ()  # of a country
    sample: bool = False


@dataclass(frozen=True)
class Sort:
    """One sort of record that can be found. ``fetch`` gives those that the reader may see, by key."""

    name: str
    title: str | Promise
    fetch: Callable[[Any, list[str]], dict[str, Hit]]
    position: int  # among what is found


@dataclass(frozen=True)
class Section:
    sort: Sort
    hits: list[Hit]
    more: bool  # than are shown


sorts = Registry[Sort]("sort of record that can be found")


def offer(sort: Sort) -> None:
    sorts.add(sort.name, sort)


def found(reader: Any, text: str) -> list[Section]:
    """What ``text`` finds, sort by sort, the best fitting first."""
    question = search.Question(text, reach_of(reader))
    return [
        _section(reader, question, sort) for sort in sorted(sorts.values(), key=lambda each: each.position)
    ]


def reach_of(reader: Any) -> SearchReach:
    """How far the index is open: what exactly each may see, the query of its sort decides."""
    if not access.holds(reader, "search_members"):
        return SearchReach.EVERYONE
    return SearchReach.STAFF if access.roles_of(reader) else SearchReach.SIGNED_IN


def _section(reader: Any, question: search.Question, sort: Sort) -> Section:
    """Looks further until enough is seen: what is hidden takes no room, which would tell that it is there."""
    limit = MOST + 1
    while True:
        keys = search.find(question, sort.name, limit)
        seen = sort.fetch(reader, keys)
        hits = [seen[key] for key in keys if key in seen]
        if len(hits) > MOST or len(keys) < limit:
            return Section(sort, hits[:MOST], len(hits) > MOST)
        limit *= FURTHER


def _affiliates(reader: Any, keys: list[str]) -> dict[str, Hit]:
    shown = groups.affiliates_for(reader).filter(key__in=keys)
    return {
        each.key: Hit(
            each.key,
            each.name,
            reverse("movement:affiliate", args=[each.key]),
            each.public_state,
            sample=each.sample,
        )
        for each in shown
    }


def _communities(reader: Any, keys: list[str]) -> dict[str, Hit]:
    shown = groups.communities_for(reader).filter(key__in=keys)
    return {
        each.key: Hit(
            each.key,
            each.name,
            reverse("movement:community", args=[each.key]),
            each.get_kind_display(),
            sample=each.sample,
        )
        for each in shown
    }


def _countries(reader: Any, keys: list[str]) -> dict[str, Hit]:
    theirs = groups.serving_countries(reader, keys)
    return {
        each.code: Hit(
            each.code,
            cldr.country_name(each.code),
            _page("movement:country", each.code),
            affiliates=theirs[each.code],
            sample=any(affiliate.sample for affiliate in theirs[each.code]),
        )
        for each in Country.objects.filter(code__in=keys, gone_on=None)
    }


def _languages(_reader: Any, keys: list[str]) -> dict[str, Hit]:
    shown = Language.objects.filter(code__in=keys)
    return {
        each.code: Hit(
            each.code, cldr.language_name(each.code), _page("movement:language", each.code), each.autonym
        )
        for each in shown
    }


def _wikis(_reader: Any, keys: list[str]) -> dict[str, Hit]:
    shown = Wiki.objects.filter(code__in=keys, gone_on=None)
    return {
        each.code: Hit(each.code, each.name, _page("movement:wiki", each.code), each.domain) for each in shown
    }


def _people(reader: Any, keys: list[str]) -> dict[str, Hit]:
    shown = people.visible(reader).filter(page__in=keys).only("page", "name", "username")
    return {each.page: Hit(each.page, each.called, _page("movement:person", each.page)) for each in shown}


def _page(name: str, key: str) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""


offer(Sort(search.AFFILIATE, _("Affiliates"), _affiliates, 10))
offer(Sort(search.COMMUNITY, _("Communities"), _communities, 20))
offer(Sort(search.COUNTRY, _("Countries"), _countries, 30))
offer(Sort(search.LANGUAGE, _("Languages"), _languages, 40))
offer(Sort(search.WIKI, _("Wikis"), _wikis, 50))
offer(Sort(search.PERSON, _("People"), _people, 60))
