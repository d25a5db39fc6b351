from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import transaction

from thriving.movement import search
from thriving.movement.models import Audience, Country, Person, PersonLanguage, PersonSkill, Region


@dataclass(frozen=True)
class Lines:
    """What a person tells of themselves, and to whom: each line by its name."""

    name: str
    about: str = ""
    where: Country | Region | None = None
    languages: Mapping[str, str] = field(default_factory=dict)  # level by the code of a language
    offers: Collection[str] = ()
    wishes: Collection[str] = ()
    shown_to: Mapping[str, Audience] = field(
        default_factory=dict
    )  # a line that is not named keeps its audience
    knows: Collection[str] = ()


@dataclass(frozen=True)
class Letters:
    """How to write to a person."""

    language: str
    unwanted: Collection[str] = ()  # kinds of `kernel.outbox`
    weekly: bool = False  # once a week all that waits for them
    time_zone: str = "UTC"


@transaction.atomic
def introduce(person: Person, lines: Lines) -> None:
    """Take what ``person`` tells of themselves in the place of what they told before.

    No diary is kept of it: what somebody no longer wants to tell is gone.
    """
    person.name, person.about = lines.name, lines.about
    person.country = lines.where if isinstance(lines.where, Country) else None
    person.region = lines.where if isinstance(lines.where, Region) else None
    columns = {f"{line}_shown_to": audience for line, audience in lines.shown_to.items()}
    for column, audience in columns.items():
        setattr(person, column, audience)
    person.save(update_fields=["name", "sorted_as", "about", "country", "region", *columns])
    search.index_people([person])
    _keep_languages(person, lines.languages)
    _keep_skills(person, PersonSkill.Side.KNOWN, lines.knows)
    _keep_skills(person, PersonSkill.Side.OFFERED, lines.offers)
    _keep_skills(person, PersonSkill.Side.WANTED, lines.wishes)


@transaction.atomic
def choose_letters(person: Person, wishes: Letters) -> None:
    """The language of pages and letters, by whose clock, and which kinds of letters not to write."""
    person.language, person.unwanted_letters = wishes.language, sorted(wishes.unwanted)
    person.weekly_letter, person.time_zone = wishes.weekly, wishes.time_zone
    person.save(update_fields=["language", "unwanted_letters", "weekly_letter", "time_zone"])


def _keep_languages(person: Person, levels: Mapping[str, str]) -> None:
    person.languages.all().delete()
    PersonLanguage.objects.bulk_create(
        PersonLanguage(person=person, language_id=code, level=level) for code, level in levels.items()
    )


def _keep_skills(person: Person, side: str, keys: Collection[str]) -> None:
    person.skills.filter(side=side).delete()
    PersonSkill.objects.bulk_create(PersonSkill(person=person, side=side, skill=key) for key in sorted(keys))
