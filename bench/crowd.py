"""A movement of any size: its people and affiliates, what they tell, and the words that they are found by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from random import Random

from django.db import connection, transaction

from thriving.kernel.words import Words
from thriving.movement import search, skills
from thriving.movement.models import (
    Affiliate,
    AffiliateKind,
    AffiliateReach,
    AffiliateReport,
    Audience,
    Country,
    Language,
    Level,
    Person,
    PersonLanguage,
    PersonSkill,
    Reach,
    RoleHolding,
    SearchWord,
)

AT_ONCE = 2_000
COUNTRIES = ("AR", "BD", "BR", "CM", "CO", "DE", "EG", "ES", "FR", "GH", "IN", "KE", "MX", "NG", "NP", "US")
LANGUAGES = ("ar", "bn", "de", "en", "es", "fr", "ha", "hi", "pt", "sw")
RARE = "nv"  # one in a thousand knows it
GIVEN = (
    "Esi",
    "Kofi",
    "María",
    "José",
    "Nguyễn",
    "Øystein",
    "Zoë",
    "Łukasz",
    "أمينة",
    "يوسف",
    "अनीता",
    "ঋতু",
    "明",
)
SYLLABLES = ("ba", "do", "fé", "ka", "li", "mu", "na", "ño", "ra", "sü", "ti", "zo")
FAMILIES = tuple("".join(each).capitalize() for each in product(SYLLABLES, repeat=3))
OFFERED = ("press", "translation", "newcomers")
SHOWN_TO = (Audience.EVERYONE, *[Audience.MEMBERS] * 17, Audience.NEED, Audience.SELF)
SKILLS = tuple(skills.skills())
SINCE, DUE_ON = date(2019, 7, 1), date(2020, 3, 31)
# What may lead to people or affiliates goes first.
MADE = (
    SearchWord,
    RoleHolding,
    PersonSkill,
    PersonLanguage,
    AffiliateReport,
    AffiliateReach,
    Affiliate,
    Person,
)


def clear() -> None:
    with connection.cursor() as cursor:
        for model in MADE:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")


def fill(people: int, affiliates: int) -> None:
    """As many as asked for: whoever is there already stays."""
    _places()
    for numbers in _steps(Person.objects.count(), people):
        _welcome(numbers)
    for numbers in _steps(Affiliate.objects.count(), affiliates):
        _recognize(numbers)


@transaction.atomic
def _welcome(numbers: range) -> None:
    some = Person.objects.bulk_create(map(_person, numbers))
    PersonLanguage.objects.bulk_create(each for person in some for each in _languages(person))
    PersonSkill.objects.bulk_create(each for person in some for each in _skills(person))
    RoleHolding.objects.bulk_create(each for person in some for each in _roles(person))
    search.put(search.PERSON, (), search.of_people(some))


@transaction.atomic
def _recognize(numbers: range) -> None:
    some = Affiliate.objects.bulk_create(map(_affiliate, numbers))
    AffiliateReach.objects.bulk_create(each for affiliate in some for each in _reaches(affiliate))
    AffiliateReport.objects.bulk_create(map(_report, some))
    search.put(search.AFFILIATE, (), search.of_affiliates(some))


def _steps(first: int, end: int) -> Iterator[range]:
    for start in range(first, end, AT_ONCE):
        yield range(start, min(start + AT_ONCE, end))


def _places() -> None:
    countries = (Country(code=code, alpha3=f"{code}X", name=code) for code in COUNTRIES)
    Country.objects.bulk_create(countries, ignore_conflicts=True)
    languages = (Language(code=code, standard=code, name=code) for code in (*LANGUAGES, RARE))
    Language.objects.bulk_create(languages, ignore_conflicts=True)


def _person(number: int) -> Person:
    any_ = Random(number)  # noqa: S311 -- figures to count, not secrets
    return Person(
        username=f"person-{number}",
        name=f"{any_.choice(GIVEN)} {any_.choice(FAMILIES)} {any_.choice(FAMILIES)}",
        about="Edits about rivers and teaches newcomers on Saturdays." if number % 3 else "",
        country_id=any_.choice(COUNTRIES) if number % 2 else None,
        name_shown_to=any_.choice(SHOWN_TO),
        where_shown_to=any_.choice(SHOWN_TO),
    )


def _languages(person: Person) -> Iterator[PersonLanguage]:
    any_ = Random(person.pk)  # noqa: S311 -- the same
    codes = {
        *any_.sample(LANGUAGES, 2),
        *([RARE] if person.username.endswith("000") or person.username == "person-0" else []),
    }
    for code in sorted(codes):
        yield PersonLanguage(person=person, language_id=code, level=any_.choice(Level.values))


def _skills(person: Person) -> Iterator[PersonSkill]:
    any_ = Random(person.pk)  # noqa: S311 -- the same
    for side in PersonSkill.Side:
        yield PersonSkill(person=person, side=side, skill=any_.choice(SKILLS))


def _roles(person: Person) -> Iterator[RoleHolding]:
    if person.pk % 100 == 0:
        yield RoleHolding(person=person, role="program_lead", scope="", begins_on=SINCE)


def _affiliate(number: int) -> Affiliate:
    any_ = Random(number)  # noqa: S311 -- the same
    name = f"Wiki {any_.choice(FAMILIES)} {any_.choice(FAMILIES)}"
    return Affiliate(
        key=f"affiliate-{number}",
        kind=any_.choice(AffiliateKind.values),
        name=Words(en=name, ar=f"ويكي {number}"),
        sort_name=search.folded(name),
        state="recognized",
    )


def _reaches(affiliate: Affiliate) -> Iterator[AffiliateReach]:
    any_ = Random(affiliate.pk)  # noqa: S311 -- the same
    for what, codes in ((Reach.COUNTRY, COUNTRIES), (Reach.LANGUAGE, LANGUAGES)):
        for code in any_.sample(codes, 2):
            yield AffiliateReach(affiliate=affiliate, what=what, code=code)


def _report(affiliate: Affiliate) -> AffiliateReport:
    came = DUE_ON if affiliate.pk % 4 else None
    return AffiliateReport(
        affiliate=affiliate,
        what="activities",
        begins_on=SINCE,
        ends_on=date(2019, 12, 31),
        due_on=DUE_ON,
        received_on=came,
        url="https://example.org/report" if came else "",
    )
