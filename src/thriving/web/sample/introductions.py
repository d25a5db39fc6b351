"""What the people of the sample year tell of themselves, and whom they let see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from thriving.movement import actions
from thriving.movement.actions.profile import Lines
from thriving.movement.models import Audience, Country, Person, Region
from thriving.web.sample import cast
from thriving.web.sample.cast import Somebody

TO_EVERYONE = dict.fromkeys(("name", "about", "languages", "offers", "wishes", "where"), Audience.EVERYONE)
SCHEME = "wikimedia"


@dataclass(frozen=True)
class Introduction:
    about: str = ""
    country: str = ""
    region: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    offers: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    shown_to: Mapping[str, Audience] = field(default_factory=dict)


INTRODUCTIONS: dict[Somebody, Introduction] = {
    cast.VOLUNTEER: Introduction(
        about="নদীর ধারের গ্রামের ছবি তুলি।",
        country="BD",
        languages={"bn": "N", "en": "2"},
        offers=("photography", "newcomers"),
        wishes=("grants", "heritage"),
        shown_to=TO_EVERYONE,  # and yet no visitor reads in which country she is
    ),
    cast.LEADERSHIP: Introduction(
        about="Brings people together who have never led before.",
        country="MG",
        languages={"mg": "N", "fr": "5", "en": "4"},
        offers=("mentoring", "leading", "workshops"),
        wishes=("surveys",),
        shown_to=TO_EVERYONE,
    ),
    cast.DIVERSITY: Introduction(
        region="latin-america-and-caribbean",
        languages={"es": "N", "qu": "3"},
        offers=("education", "translation"),
        shown_to={"name": Audience.EVERYONE, "where": Audience.MEMBERS},
    ),
    cast.CONTENT: Introduction(
        languages={"ar": "N", "en": "4"},
        offers=("wikidata", "digitization"),
        wishes=("lua",),
        shown_to={"name": Audience.EVERYONE},
    ),
    # Whom a council asks, everybody reads by name.
    cast.EDITOR: Introduction(shown_to={"name": Audience.EVERYONE}),
    cast.SAFETY: Introduction(shown_to={"name": Audience.EVERYONE}),
    cast.EVALUATOR: Introduction(
        country="GH",
        languages={"en": "5", "ak": "N"},
        offers=("statistics", "surveys"),
        shown_to=TO_EVERYONE,
    ),
    cast.LIAISON: Introduction(
        about="Write to me when you do not know whom to ask.",
        region="south-asia",
        languages={"hi": "N", "ta": "3", "en": "5"},
        offers=("conflict-resolution", "newcomers"),
        shown_to=TO_EVERYONE,
    ),
}


def introduce() -> None:
    """Each tells what they want to tell; the others are known by name, to people with an account."""
    for somebody, told in INTRODUCTIONS.items():
        person = Person.objects.get(username=somebody.username)
        lines = Lines(
            name=somebody.name,
            about=told.about,
            where=_place(told),
            languages=told.languages,
            offers=told.offers,
            wishes=told.wishes,
            shown_to=told.shown_to,
        )
        actions.introduce(person, lines)


def _place(told: Introduction) -> Country | Region | None:
    if told.country:
        return Country.objects.get(code=told.country)
    return Region.objects.get(scheme__key=SCHEME, key=told.region) if told.region else None
