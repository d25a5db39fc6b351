"""What people tell of themselves, each line for those whom they let see it.

Pages, lists, search, twins and exports ask here and nowhere else. Whom one may not see is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import BooleanField, Case, Q, QuerySet, Value, When

from thriving.kernel import access, clock
from thriving.kernel.words import Words
from thriving.movement import naming, skills
from thriving.movement.models import Audience, CountryProtection, Person, PersonSkill, Region
from thriving.ui import cldr

AT_ONCE = 50  # people on a page of the directory
_RULES = {
    "about": "see_person_about",
    "languages": "see_person_languages",
    "offers": "see_person_offers",
    "wishes": "see_person_wishes",
    "where": "see_person_where",
}


@dataclass(frozen=True)
class Spoken:
    code: str
    level: str

    @property
    def name(self) -> str:
        return cldr.language_name(self.code)


@dataclass(frozen=True)
class Profile:
    """What one reader may see of one person; a line that is not theirs to see is as one never written."""

    page: str
    name: str
    about: str = ""
    country: str = ""
    region: str = ""  # its name
    languages: tuple[Spoken, ...] = ()
    offers: tuple[Words, ...] = ()
    wishes: tuple[Words, ...] = ()
    is_reader: bool = False

    @property
    def where(self) -> str:
        return cldr.country_name(self.country) if self.country else self.region


@dataclass(frozen=True)
class Wanted:
    """Whom the directory is asked for; where nothing is said, all."""

    language: str = ""
    country: str = ""
    region: str = ""  # "scheme/region"
    offers: str = ""  # a skill, with all that belong to it
    wishes: str = ""


@dataclass(frozen=True)
class Found:
    people: list[Profile] = field(default_factory=list)
    after: str = ""  # whose page begins the next part, if there is one


def visible(reader: Any) -> QuerySet[Person]:
    """The people whose name ``reader`` may see."""
    return access.within(reader, "see_person", Person.objects.all())


def showing(reader: Any, line: str, people: QuerySet[Person]) -> QuerySet[Person]:
    """The ones of ``people`` who show this line to ``reader``."""
    return access.within(reader, _RULES[line], people)


def names(reader: Any, keys: Collection[str]) -> dict[str, str]:
    """By key, the names that ``reader`` may see of these people; the others are not among them."""
    found = visible(reader).filter(key__in=keys)
    return {each.key: str(each) for each in found.only("key", "name", "username")}


def profile(reader: Any, page: str) -> Profile | None:
    return next(iter(profiles(reader, visible(reader).filter(page=page))), None)


def profiles(reader: Any, people: QuerySet[Person]) -> list[Profile]:
    """Three queries, however many people; in their order."""
    seen = _marked(reader, people).select_related("region").prefetch_related("languages", "skills")
    return [_profile(reader, each) for each in seen]


def directory(reader: Any, wanted: Wanted, after: str = "") -> Found:
    """The next people in the order of names, from behind the person at page ``after``.

    The audiences are read one after the other, each along its index: however many people there are, a part
    costs the same.
    """
    parts = (_part(reader, wanted, audience, after) for audience in Audience if audience != Audience.SELF)
    first = list(islice(merge(*parts), AT_ONCE + 1))
    shown = {each.page: each for each in profiles(reader, visible(reader).filter(page__in=_pages(first)))}
    people = [shown[page] for page in _pages(first[:AT_ONCE]) if page in shown]
    return Found(people, first[AT_ONCE - 1][1] if len(first) > AT_ONCE else "")


def protected(country: str) -> bool:
    return CountryProtection.objects.on(clock.today()).filter(country=country).exists()


def _pages(found: Iterable[tuple[str, str]]) -> list[str]:
    return [page for _name, page in found]


def _part(reader: Any, wanted: Wanted, audience: Audience, after: str) -> Iterator[tuple[str, str]]:
    people = _asked(reader, wanted).filter(name_shown_to=audience, is_active=True)
    people = people.order_by("sorted_as", "page")
    last = Person.objects.filter(page=after).values_list("sorted_as", "page").first() if after else None
    if last:
        name, page = last
        people = people.filter(Q(sorted_as__gt=name) | Q(page__gt=page), sorted_as__gte=name)
    yield from people.values_list("sorted_as", "page")[: AT_ONCE + 1]


def _asked(reader: Any, wanted: Wanted) -> QuerySet[Person]:
    """Who fits by the lines that they show to the reader: a filter must not tell what is hidden."""
    people = visible(reader)
    if wanted.language:
        people = showing(reader, "languages", people).filter(languages__language=wanted.language)
    if wanted.country:
        people = showing(reader, "where", people).filter(country=wanted.country)
    if wanted.region:
        people = showing(reader, "where", people).filter(_in(wanted.region))
    if wanted.offers:
        people = showing(reader, "offers", people).filter(_has(wanted.offers, PersonSkill.Side.OFFERED))
    if wanted.wishes:
        people = showing(reader, "wishes", people).filter(_has(wanted.wishes, PersonSkill.Side.WANTED))
    return people


def _in(region: str) -> Q:
    scheme, _slash, key = region.partition("/")
    return Q(region__scheme__key=scheme, region__key=key)


def _has(skill: str, side: str) -> Q:
    if skill not in skills.skills():
        return Q(pk__in=[])
    named = PersonSkill.objects.filter(side=side, skill__in=skills.within(skill))
    return Q(pk__in=named.values("person"))


def _marked(reader: Any, people: QuerySet[Person]) -> QuerySet[Person]:
    marks = {
        f"shows_{line}": Case(
            When(access.registered()[rule].on(Person, reader), then=Value(True)),  # noqa: FBT003 -- SQL's own
            default=Value(False),  # noqa: FBT003 -- the same
            output_field=BooleanField(),
        )
        for line, rule in _RULES.items()
    }
    return people.annotate(**marks).order_by("sorted_as", "page")


def _profile(reader: Any, person: Any) -> Profile:
    """``person`` is marked with the lines that may be shown."""
    return Profile(
        page=person.page,
        name=str(person),
        about=person.about if person.shows_about else "",
        country=(person.country_id or "") if person.shows_where else "",
        region=_region_name(person.region) if person.shows_where else "",
        languages=_languages(person) if person.shows_languages else (),
        offers=_skills(person, PersonSkill.Side.OFFERED) if person.shows_offers else (),
        wishes=_skills(person, PersonSkill.Side.WANTED) if person.shows_wishes else (),
        is_reader=person.pk == getattr(reader, "pk", None),
    )


def _region_name(region: Region | None) -> str:
    return naming.region_name(region.key, region.name) if region else ""


def _languages(person: Person) -> tuple[Spoken, ...]:
    """The best known first."""
    spoken = sorted(person.languages.all(), key=lambda each: each.level, reverse=True)
    return tuple(Spoken(each.language_id, each.level) for each in spoken)


def _skills(person: Person, side: str) -> tuple[Words, ...]:
    known = skills.skills()
    keys = {each.skill for each in person.skills.all() if each.side == side}
    return tuple(skill.name for key, skill in known.items() if key in keys)
