"""Two councils: one for the young, which is prepared; one of translators, which gets its first members."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfCouncil

YOUTH, TRANSLATORS = "youth-advisory-council", "council-of-translators"
YOUNG = ("16-17", "18-24")


@dataclass(frozen=True)
class Founded:
    """What a council is called and is for, in words marked for translation."""

    title: str
    purpose: str
    charter: str
    safeguarding: str


FOUNDED = {
    YOUTH: Founded(
        _("Youth Advisory Council"),
        _(
            "Young people in the movement say what a youth engagement strategy has to do, before it is "
            "decided. What they recommend is answered."
        ),
        "1. The council advises on all that concerns young people in the movement.\n"
        "2. It has seven members between 16 and 24 years; two adults, both cleared, are at each meeting.\n"
        "3. A term is one year; nobody serves more than two in a row.\n"
        "4. Whoever is asked answers within 60 days, with a reason.\n"
        "5. Each member decides what is told of them. Of who is younger than 18, no surname and no place.",
        "youth-safety@sample.invalid",
    ),
    TRANSLATORS: Founded(
        _("Council of translators"),
        _("Whoever translates is asked before tools and texts change, and gets an answer."),
        "1. The council advises on what is translated, and by which tools.\n"
        "2. It has two members; a term is one year.\n"
        "3. Whoever is asked answers within 60 days, with a reason.",
        "council-safety@sample.invalid",
    ),
}
CALLED = {
    YOUTH: "Seven seats, one year, two hours a week. You are heard before things are decided, and answered. "
    "Travel is paid for; so is a device, if you need one.",
    TRANSLATORS: "Two seats, one year, an hour a week. You are asked before tools change.",
}
REASON = (
    "One candidate knows the tools best. Of the others, one speaks the language for which a seat is kept. "
    "The third stays in reserve."
)
# What is judged, how much it weighs, and what 0, 2 and 4 points mean.
CRITERIA = (
    (
        "Has been listening to others",
        2,
        ("Speaks for themselves alone.", "Has asked a few.", "Speaks for many, and says for whom."),
    ),
    (
        "Knows what it is about",
        1,
        ("Has not done it yet.", "Has done it for a while.", "Others learn it from them."),
    ),
)


@dataclass(frozen=True)
class Candidate:
    """``points``: what the three of the panel give for the two criteria."""

    username: str
    shown_name: str
    statement: str
    languages: tuple[str, ...]
    points: tuple[tuple[int, int], ...]
    is_public: bool = True


CANDIDATES = (
    Candidate(
        "ketema",
        "Ketema",
        "I have led forty evenings of translation. I know what people stumble over.",
        ("am", "en"),
        ((4, 4), (4, 3), (3, 4)),
    ),
    Candidate(
        "riverbank-reader",
        "নীলা",
        "I translate at night, on a phone. Nobody has ever asked me how.",
        ("bn", "en"),
        ((3, 2), (4, 2), (3, 3)),
    ),
    Candidate(
        "varuni",
        "Varuni",
        "I answer newcomers of a whole region, in three languages.",
        ("en", "si", "ta"),
        ((3, 3), (4, 2), (3, 3)),
        is_public=False,
    ),
)


def deeds() -> tuple[OfCouncil, ...]:
    return (
        OfCouncil(date(2019, 8, 22), YOUTH, "prepare"),
        OfCouncil(date(2020, 2, 12), YOUTH, "charter"),
        OfCouncil(date(2020, 3, 4), YOUTH, "rubric"),
        OfCouncil(date(2020, 6, 8), YOUTH, "call"),
        OfCouncil(date(2020, 6, 8), YOUTH, "open"),
        OfCouncil(date(2020, 6, 26), YOUTH, "hand over"),
        OfCouncil(date(2020, 6, 29), YOUTH, "score"),
        OfCouncil(date(2019, 10, 14), TRANSLATORS, "prepare"),
        OfCouncil(date(2019, 10, 14), TRANSLATORS, "charter"),
        OfCouncil(date(2019, 10, 14), TRANSLATORS, "rubric"),
        OfCouncil(date(2019, 10, 14), TRANSLATORS, "call"),
        OfCouncil(date(2019, 10, 14), TRANSLATORS, "open"),
        OfCouncil(date(2019, 10, 21), TRANSLATORS, "stand"),
        OfCouncil(date(2019, 11, 18), TRANSLATORS, "hand over"),
        OfCouncil(date(2019, 11, 25), TRANSLATORS, "decide"),
        OfCouncil(date(2019, 12, 4), TRANSLATORS, "begin"),
    )
