"""What people tell of themselves, each line for those whom they let see it.

Pages, lists, search, twins and exports ask here and nowhere else. Whom one may not see is not there.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When

from thriving.kernel import access, clock
from thriving.kernel.access import NOTHING
from thriving.kernel.words import Words
from thriving.movement import naming, skills
from thriving.movement.models import Audience, CountryProtection, Person, PersonLanguage, PersonSkill, Region
from thriving.movement.rules.people import line, reached_as
from thriving.ui import cldr

AT_ONCE = 50  # people on a page of the directory
FEW = 1_000  # people who are named one by one in a question to the database
_RULES = {
    "about": "see_person_about",
    "languages": "see_person_languages",
    "knows": "see_person_knows",
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
    knows: tuple[Words, ...] = ()
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
    # As a CASE, not as a condition that may stand in an index: whoever asks has named a few people, and
    # SQLite would rather walk over everybody who shows their name to members.
    return Person.objects.alias(seen=_mark(reader, "see_person")).filter(seen=True)


def names(reader: Any, keys: Collection[str]) -> dict[str, str]:
    """By key, the names that ``reader`` may see of these people; the others are not among them."""
    found = visible(reader).filter(key__in=keys)
    return {each.key: each.called for each in found.only("key", "name", "username")}


def profile(reader: Any, page: str) -> Profile | None:
    """Of a minor, whose role it is to protect them sees that they are here, and nothing that they tell."""
    shown = visible(reader)
    if access.holds(reader, "safeguard_minors"):
        shown = shown | Person.objects.alias(seen=_mark(reader, "see_person")).filter(shielded=True)
    return next(iter(profiles(reader, shown.filter(page=page))), None)


def profiles(reader: Any, people: QuerySet[Person]) -> list[Profile]:
    """Three queries, however many people; in their order."""
    seen = _marked(reader, people).select_related("region").prefetch_related("languages", "skills")
    return [_profile(reader, each) for each in seen]


def directory(reader: Any, wanted: Wanted, after: str = "") -> Found:
    """The next people in the order of names, from behind the person at page ``after``.

    The audiences are read one after the other, each along its index: however many people there are, a part
    costs the same.
    """
    conditions = list(_asked(reader, wanted))
    last = _place_of(after) if after else None
    audiences = (each for each in Audience if each != Audience.SELF and reached_as(each, reader) != NOTHING)
    parts = (_part(reader, conditions, audience, last) for audience in audiences)
    first = list(islice(merge(*parts), AT_ONCE + 1))
    shown = {each.page: each for each in profiles(reader, visible(reader).filter(page__in=_pages(first)))}
    people = [shown[page] for page in _pages(first[:AT_ONCE]) if page in shown]
    return Found(people, first[AT_ONCE - 1][1] if len(first) > AT_ONCE else "")


def protected(country: str) -> bool:
    return CountryProtection.objects.on(clock.today()).filter(country=country).exists()


def _place_of(page: str) -> tuple[str, str] | None:
    """Of somebody whom a directory may hold: nobody's place in it is told of a minor."""
    return Person.objects.without_minors().filter(page=page).values_list("sorted_as", "page").first()


def _pages(found: Iterable[tuple[str, str]]) -> list[str]:
    return [page for _name, page in found]


def _part(
    reader: Any, conditions: Iterable[Q], audience: Audience, after: tuple[str, str] | None
) -> Iterator[tuple[str, str]]:
    """Along the index of this audience, for as long as it takes to fill a part."""
    people = Person.objects.filter(reached_as(audience, reader), *conditions)
    people = people.filter(name_shown_to=audience, is_active=True, shielded=False)
    people = people.order_by("sorted_as", "page")
    if after:
        name, page = after
        people = people.filter(Q(sorted_as__gt=name) | Q(page__gt=page), sorted_as__gte=name)
    yield from people.values_list("sorted_as", "page")[: AT_ONCE + 1]


def _asked(reader: Any, wanted: Wanted) -> Iterator[Q]:
    """Who fits by the lines that they show to the reader: a filter must not tell what is hidden."""
    if wanted.language:
        spoken = PersonLanguage.objects.filter(language=wanted.language)
        yield line("languages_shown_to").reach(reader) & _among(spoken)
    if wanted.offers:
        yield line("offers_shown_to").reach(reader) & _among(_named(wanted.offers, PersonSkill.Side.OFFERED))
    if wanted.wishes:
        yield line("wishes_shown_to").reach(reader) & _among(_named(wanted.wishes, PersonSkill.Side.WANTED))
    if wanted.country or wanted.region:
        yield access.registered()[_RULES["where"]].on(Person, reader) & _there(wanted)


def _among(named: QuerySet[Any]) -> Q:
    """The people whom these rows name: a few by their numbers, many by a look at each who is passed."""
    few = list(named.values_list("person", flat=True)[: FEW + 1])
    if len(few) <= FEW:
        return Q(pk__in=set(few))
    return Q(Exists(named.filter(person=OuterRef("pk"))))


def _named(skill: str, side: str) -> QuerySet[PersonSkill]:
    known = skills.within(skill) if skill in skills.skills() else frozenset()
    return PersonSkill.objects.filter(side=side, skill__in=known)


def _there(wanted: Wanted) -> Q:
    return Q(country=wanted.country) if wanted.country else _in(wanted.region)


def _in(region: str) -> Q:
    scheme, _slash, key = region.partition("/")
    return Q(region__scheme__key=scheme, region__key=key)


def _marked(reader: Any, people: QuerySet[Person]) -> QuerySet[Person]:
    marks = {f"shows_{name}": _mark(reader, rule) for name, rule in _RULES.items()}
    return people.annotate(**marks).order_by("sorted_as", "page")


def _mark(reader: Any, rule: str) -> Case:
    return Case(
        When(access.registered()[rule].on(Person, reader), then=Value(True)),  # noqa: FBT003 -- SQL's own
        default=Value(False),  # noqa: FBT003 -- the same
        output_field=BooleanField(),
    )


def _profile(reader: Any, person: Any) -> Profile:
    """``person`` is marked with the lines that may be shown."""
    return Profile(
        page=person.page,
        name=person.called,
        about=person.about if person.shows_about else "",
        country=(person.country_id or "") if person.shows_where else "",
        region=_region_name(person.region) if person.shows_where else "",
        languages=_languages(person) if person.shows_languages else (),
        knows=_skills(person, PersonSkill.Side.KNOWN) if person.shows_knows else (),
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
