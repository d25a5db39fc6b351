"""Two pairs of the sample year: one from a wish to what came of it, one whose first answer came late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from thriving.web.sample import cast
from thriving.web.sample.cast import Somebody
from thriving.web.sample.deeds import AskedWhatCame, OfPair


@dataclass(frozen=True)
class Lines:
    """What one of the two tells; ``offset`` in hours from UTC."""

    skills: tuple[str, ...]
    languages: tuple[str, ...]
    hours: int
    offset: int
    words: str


@dataclass(frozen=True)
class Pair:
    key: str
    mentor: Somebody
    newcomer: Somebody
    offered: date
    offer: Lines
    wished: date
    wish: Lines
    asked: date
    accepted: date
    letter: str
    told: date  # both say what came of it
    outcome: str


PAIRS = (
    Pair(
        "river-boats",
        cast.LIAISON,
        cast.VOLUNTEER,
        offered=date(2019, 9, 9),
        offer=Lines(
            ("newcomers", "grants"), ("hi", "en"), 4, 5, "Write to me when you do not know whom to ask."
        ),
        wished=date(2019, 10, 7),
        wish=Lines(("grants", "heritage"), ("bn", "en"), 2, 6, "নৌকার ছবি নিয়ে একটা দিন করতে চাই।"),
        asked=date(2019, 10, 8),
        accepted=date(2019, 10, 11),
        letter="Let us begin with one page: whom does your day bring together, and what does it need?",
        told=date(2019, 12, 13),
        outcome="helped",
    ),
    Pair(
        "first-session",
        cast.LEADERSHIP,
        cast.ORGANIZER,
        offered=date(2019, 9, 16),
        offer=Lines(("leading", "workshops", "mentoring"), ("fr", "en"), 6, 3, "I listen first."),
        wished=date(2020, 1, 30),
        wish=Lines(("leading", "workshops"), ("en",), 3, 3, "I want to hear how others open a day."),
        asked=date(2020, 1, 31),
        accepted=date(2020, 2, 11),
        letter="Sorry that it took me so long. Come to my next session, and open it with me.",
        told=date(2020, 4, 17),
        outcome="helped",
    ),
)
ASKED_WHAT_CAME = (date(2019, 12, 10), date(2020, 2, 8), date(2020, 4, 11))


def deeds() -> tuple[OfPair | AskedWhatCame, ...]:
    return (*(deed for pair in PAIRS for deed in _steps(pair)), *map(AskedWhatCame, ASKED_WHAT_CAME))


def _steps(pair: Pair) -> Iterator[OfPair]:
    yield OfPair(pair.offered, pair.key, "offer")
    yield OfPair(pair.wished, pair.key, "wish")
    yield OfPair(pair.asked, pair.key, "ask")
    yield OfPair(pair.accepted, pair.key, "accept")
    yield OfPair(pair.told, pair.key, "tell")
