"""Who stands for the Youth Advisory Council, two of them younger than 18, and how far the panel has come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from thriving.web.sample import cast
from thriving.web.sample.cast import Somebody
from thriving.web.sample.deeds import OfCandidate


@dataclass(frozen=True)
class Candidate:
    """``points``: what those of the panel who have scored give for the two criteria."""

    somebody: Somebody
    statement: str = ""
    languages: tuple[str, ...] = ("en",)
    points: Mapping[Somebody, tuple[int, int]] = field(default_factory=dict)
    course: tuple[tuple[date, str], ...] = ()

    @property
    def key(self) -> str:
        return self.somebody.username

    @property
    def shown_name(self) -> str:
        return self.somebody.name.partition(" ")[0]

    @property
    def mail(self) -> str:
        return f"{self.key}@sample.invalid"

    @property
    def guardian(self) -> str:
        return f"family-of-{self.key}@sample.invalid"


CANDIDATES = (
    Candidate(
        cast.AGREED_FOR,
        "Half of my class edits, and none of us has ever been asked what would make us stay.",
        ("en", "fr"),
        {cast.CONTENT: (4, 2), cast.AFFILIATIONS: (3, 3)},
        (
            (date(2020, 6, 9), "propose"),
            (date(2020, 6, 10), "accept"),
            (date(2020, 6, 12), "confirm"),
            (date(2020, 6, 15), "ask"),
            (date(2020, 6, 17), "agree"),
        ),
    ),
    Candidate(
        cast.GROWN_UP,
        "I organize evenings for students, and pass on what they tell me.",
        ("en", "pt"),
        {cast.CONTENT: (3, 4)},
        ((date(2020, 6, 11), "stand"), (date(2020, 6, 23), "confirm")),
    ),
    # Whoever goes to the last days reads the letter to the guardian, and can answer it.
    Candidate(
        cast.ASKED_FOR,
        "We are three girls who write about our valley. Somebody should know what it takes.",
        ("en", "qu"),
        course=(
            (date(2020, 6, 17), "stand"),
            (date(2020, 6, 18), "confirm"),
            (date(2020, 6, 22), "ask"),
        ),
    ),
    # Never answers, and is forgotten when the call is handed over.
    Candidate(Somebody("somebody-else", ""), course=((date(2020, 6, 16), "propose"),)),
)
BY_KEY = {each.key: each for each in CANDIDATES}
CONFLICTS = {cast.AFFILIATIONS: {cast.GROWN_UP: "We run one of these evenings together."}}
RELATION = "I lead the evenings to which they come. Nothing in it for me."
DECIDES_FROM = 18  # where they live


def deeds() -> tuple[OfCandidate, ...]:
    return tuple(OfCandidate(on, each.key, step) for each in CANDIDATES for on, step in each.course)
