"""The sessions at which people test and refine the leadership framework: who came, and who told it late.

As at 31 March, 84 people were known on that day. By 10 April five who had taken part on 28 March were entered
late, and one turned out to have been registered twice, under two identifiers: 88.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import count
from random import Random

from django.utils.translation import gettext_noop as _

from thriving.web.sample.deeds import OfEvent

TESTED, REFINED = "leadership-tested", "leadership-refined"
SEED = "people of an invented framework"


@dataclass(frozen=True)
class Session:
    """One round of testing or feedback."""

    on: date
    group: str
    leaves: str  # what coming is evidence of
    newly: int  # people who had not taken part before
    again: int = 0  # people who had
    typed_on: date | None = None  # codes of a printed list, later than people came
    on_paper: int = 0  # of all, the last ones, whose codes were typed some days later

    @property
    def key(self) -> str:
        return f"framework-{self.group}"


# Who organizes them takes part, too, and counts once: from the first on.
# Two waves of testing, in September and January, feedback between them: a lumpy pace, not a changing one.
SESSIONS = (
    Session(date(2019, 8, 20), "oral-history", TESTED, 1),
    Session(date(2019, 9, 12), "lakeside", TESTED, 12),
    Session(date(2019, 9, 17), "riverbank", TESTED, 13),
    Session(date(2019, 9, 21), "archipelago", TESTED, 9, again=2),
    Session(date(2019, 11, 16), "women-in-science", REFINED, 0, again=11),
    Session(date(2019, 12, 10), "maps-and-places", REFINED, 0, again=8),
    Session(date(2020, 1, 14), "highland", TESTED, 15, again=1),
    Session(date(2020, 1, 18), "oasis", TESTED, 14),
    Session(date(2020, 1, 25), "steppe", TESTED, 13),
    Session(date(2020, 2, 22), "field-botany", REFINED, 0, again=10),
    Session(date(2020, 3, 7), "valley", REFINED, 6, again=4),
    Session(date(2020, 3, 28), "desert", TESTED, 5, typed_on=date(2020, 4, 6)),
    Session(date(2020, 4, 18), "estuary", TESTED, 14, again=2, on_paper=3),
    Session(date(2020, 4, 28), "plateau", REFINED, 8, again=3),
    Session(date(2020, 5, 9), "seaside", TESTED, 11),
    Session(date(2020, 5, 23), "dawn", TESTED, 10, again=4),
    Session(date(2020, 6, 6), "rainforest", TESTED, 14, again=1),
    Session(date(2020, 6, 20), "mountain", REFINED, 9, again=6),
)
TITLES = {
    TESTED: _("Round of testing with %(group)s"),
    REFINED: _("Round of feedback with %(group)s"),
}
TEXTS = {
    TESTED: _(
        "We try out the draft of the leadership framework on the work that you do, and write down where it "
        "helps and where it does not. You need no experience in leading."
    ),
    REFINED: _("We read what the rounds of testing said, and change the framework together."),
}
POLICY = _(
    "Everybody speaks for as long as everybody else. What is told here stays here. Nobody is photographed "
    "without being asked."
)
LEARNED = _("Examples from one's own work helped more than the text did. Next time: fewer pages, more time.")
PLACES = 25
PAPER_READ = timedelta(days=3)
ANNOUNCED, OPENED, REPORTED = timedelta(days=-21), timedelta(days=-10), timedelta(days=12)
REPORTS = 5  # the first sessions, whose organizers found the time
TWICE = date(2020, 1, 25)  # of this session, one person was registered twice
FOUND_OUT = date(2020, 4, 9)
SAID_WHERE = 0.9  # the share of people who say in which country they are
ABROAD = 0.1  # of them, who are in another country than the session


@dataclass(frozen=True)
class Participant:
    """``number`` names them in the story alone. Who comes again has an account, and is counted once."""

    number: int
    comes_as: str
    says_new: bool
    says_where: bool
    again: bool = False


@dataclass(frozen=True)
class Held:
    session: Session
    people: tuple[Participant, ...]


@cache
def held() -> tuple[Held, ...]:
    """Every session with those who came, the same each time."""
    chance = Random(SEED)  # noqa: S311 -- a story, not a secret
    known: list[Participant] = []
    numbers, told = count(1), []
    for session in SESSIONS:
        came_again = chance.sample(known, session.again)
        newcomers = [_participant(next(numbers), chance) for _each in range(session.newly)]
        told.append(Held(session, (*newcomers, *came_again)))
        known += newcomers[1:] if session.on == TWICE else newcomers
    return tuple(_marked(told))


def _participant(number: int, chance: Random) -> Participant:
    return Participant(
        number=number,
        comes_as=chance.choice(("organizer", "organizer", "organizer", "affiliate_leader")),
        says_new=chance.random() < 0.7,  # noqa: PLR2004 -- a story's own share
        says_where=chance.random() < SAID_WHERE,
    )


def _marked(told: Sequence[Held]) -> Iterator[Held]:
    times = Counter(each.number for of in told for each in of.people)
    for of in told:
        yield replace(of, people=tuple(replace(each, again=times[each.number] > 1) for each in of.people))


def deeds() -> tuple[OfEvent, ...]:
    """Each session from its announcement to its report, in the order in which organizers do it."""
    found = [deed for of in held() for deed in _steps(of.session)]
    return (*found, *(OfEvent(of.on + REPORTED, of.key, "report") for of in SESSIONS[:REPORTS]))


def _steps(session: Session) -> Iterator[OfEvent]:
    yield OfEvent(session.on + ANNOUNCED, session.key, "announce")
    yield OfEvent(session.on + OPENED, session.key, "register")
    yield OfEvent(session.typed_on or session.on, session.key, "check_in")
    yield OfEvent(session.on + timedelta(days=1), session.key, "end")
    if session.on_paper:
        yield OfEvent(session.on + PAPER_READ, session.key, "read_paper")
    if session.on == TWICE:
        yield OfEvent(FOUND_OUT, session.key, "undo")
