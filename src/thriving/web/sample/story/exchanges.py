"""Exchanges of skills in the sample year: one from request to outcome, and one that is passed on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from thriving.web.sample import cast
from thriving.web.sample.cast import Somebody
from thriving.web.sample.deeds import OfExchange

OFFICERS = {"savanna-students": cast.ORGANIZER, "delta-students": cast.LIAISON}
CONTACTS = {
    "savanna-students": "hello@savanna.sample.invalid",
    "delta-students": "pathshala@delta.sample.invalid",
}
TALKS = "A note on my talk page is best."


@dataclass(frozen=True)
class Line:
    """What an affiliate tells of a skill: in which languages, how far, and who may see it."""

    affiliate: str
    side: str
    skill: str
    level: int | None
    languages: tuple[str, ...]
    shown_to: str
    note: str = ""


LINES = (
    Line("savanna-students", "known", "education", 4, (), "everyone"),
    Line("savanna-students", "offered", "workshops", 4, ("ha", "en"), "everyone", "Two days, with students."),
    Line("savanna-students", "wanted", "leading", 2, ("en", "fr"), "members"),
    Line("savanna-students", "wanted", "statistics", 1, ("en",), "everyone", "How many come back?"),
    Line("delta-students", "offered", "translation", 5, ("bn", "en"), "everyone"),
    Line("delta-students", "offered", "newcomers", 3, ("bn", "en"), "matched"),
    Line("delta-students", "wanted", "surveys", 1, ("en",), "everyone", "So that we ask families well."),
)
TAKING_PART: tuple[tuple[Somebody, str], ...] = (
    (cast.EVALUATOR, "listed"),
    (cast.LEADERSHIP, "passed_on"),
)


@dataclass(frozen=True)
class Exchange:
    """Who asks whom for what; whom a person or an affiliate's key names."""

    key: str
    asker: str
    asked: Somebody
    skill: str
    words: str
    came: str = ""


EXCHANGES = (
    Exchange(
        "asking-families",
        "delta-students",
        cast.EVALUATOR,
        "surveys",
        "We want to ask the families of our students what they read. How do we ask without steering them?",
        "Forty families answered, and now we know for whom to print.",
    ),
)
PASSED_ON = Exchange(
    "leading-a-team",
    "savanna-students",
    cast.LEADERSHIP,
    "leading",
    "Five of us run the group now. Who tells us how to share the work?",
)


def deeds() -> tuple[OfExchange, ...]:
    families, leading = EXCHANGES[0].key, PASSED_ON.key
    return (
        OfExchange(date(2019, 9, 30), "", "tell"),
        OfExchange(date(2019, 10, 9), families, "ask"),
        OfExchange(date(2019, 10, 11), families, "accept"),
        OfExchange(date(2019, 12, 10), "", "ask_what_came"),
        OfExchange(date(2019, 12, 12), families, "say"),
        OfExchange(date(2020, 6, 24), leading, "call"),
        OfExchange(date(2020, 6, 25), "", "pass_on"),
    )
