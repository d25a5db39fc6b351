"""The people who test and refine the leadership framework.

As at 31 March, 84 people were known on that day. By 10 April five who had taken part on 28 March were entered
late, and one turned out to have been entered twice, under two identifiers: 88.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from django.utils.translation import gettext_noop as _

from thriving.evidence.statements import Statement
from thriving.web.sample.deeds import Record, Told, Withdrawn
from thriving.web.sample.groups import COMMUNITIES

KIND = "leadership.engaged"


@dataclass(frozen=True)
class Session:
    """One round of testing or feedback."""

    on: date
    group: str
    stage: str
    newly: int  # people who had not taken part before
    again: int = 0  # people who had
    recorded_on: date | None = None  # later than it happened


# Two waves of testing, in September and January, feedback between them: a lumpy pace, not a changing one.
SESSIONS = (
    Session(date(2019, 8, 20), "oral-history", "tested", 2),
    Session(date(2019, 9, 12), "lakeside", "tested", 12),
    Session(date(2019, 9, 17), "riverbank", "tested", 13),
    Session(date(2019, 9, 21), "archipelago", "tested", 9, again=2),
    Session(date(2019, 11, 16), "women-in-science", "refined", 0, again=11),
    Session(date(2019, 12, 10), "maps-and-places", "refined", 0, again=8),
    Session(date(2020, 1, 14), "highland", "tested", 15, again=1),
    Session(date(2020, 1, 18), "oasis", "tested", 14),
    Session(date(2020, 1, 25), "steppe", "tested", 13),
    Session(date(2020, 2, 22), "field-botany", "refined", 0, again=10),
    Session(date(2020, 3, 7), "valley", "refined", 6, again=4),
    Session(date(2020, 3, 28), "desert", "tested", 5, recorded_on=date(2020, 4, 6)),
    Session(date(2020, 4, 18), "estuary", "tested", 14, again=2),
    Session(date(2020, 4, 28), "plateau", "refined", 8, again=3),
    Session(date(2020, 5, 9), "seaside", "tested", 11),
    Session(date(2020, 5, 23), "dawn", "tested", 10, again=4),
    Session(date(2020, 6, 6), "rainforest", "tested", 14, again=1),
    Session(date(2020, 6, 20), "mountain", "refined", 9, again=6),
)
INVITED = (date(2019, 8, 1), 46)  # invitations do not count, and stand in the list as what they are
TWICE = date(2020, 1, 25)  # of this session, one person was entered twice
FOUND_OUT = date(2020, 4, 9)
SAID_WHERE = 0.9  # the share of people who say which region they are from
TITLES = {
    "tested": _("Round of testing with %(group)s"),
    "refined": _("Round of feedback with %(group)s"),
}


@dataclass(frozen=True)
class Participant:
    key: str
    standing: str
    role: str


def deeds(chance: Random) -> tuple[Told | Withdrawn, ...]:
    known: list[Participant] = []
    told: list[Told | Withdrawn] = [_invited(chance)]
    for session in SESSIONS:
        came_again = chance.sample(known, session.again)
        newcomers = [_participant(chance) for _number in range(session.newly)]
        held = _held(session, [*newcomers, *came_again], chance)
        told.append(held)
        if session.on == TWICE:
            told.append(_entered_twice(held.facts[0]))
            newcomers = newcomers[1:]
        known += newcomers
    return tuple(told)


def _participant(chance: Random) -> Participant:
    return Participant(
        key=f"{chance.getrandbits(128):032x}",
        standing=chance.choice(("new", "new", "existing")),
        role=chance.choice(("organizer", "organizer", "organizer", "affiliate_leader")),
    )


def _held(session: Session, people: list[Participant], chance: Random) -> Told:
    group = COMMUNITIES[session.group]
    record = Record(f"session/{session.group}", "session", TITLES[session.stage], {"group": group.name})
    facts = tuple(_took_part(person, session, record, chance) for person in people)
    return Told(session.recorded_on or session.on, record, facts)


def _took_part(person: Participant, session: Session, record: Record, chance: Random) -> Statement:
    group = COMMUNITIES[session.group]
    dimensions = {
        "stage": session.stage,
        "standing": person.standing,
        "role": person.role,
        "region": group.region if chance.random() < SAID_WHERE else "",
        "language": group.language,
    }
    return Statement(KIND, person.key, session.on, dimensions=dimensions, source=record.key)


def _entered_twice(fact: Statement) -> Withdrawn:
    why = "The same person was entered twice, under two identifiers. The second one is withdrawn."
    return Withdrawn(FOUND_OUT, KIND, (fact.natural_key,), why)


def _invited(chance: Random) -> Told:
    on, number = INVITED
    record = Record("invitation/framework", "letter", _("Letter of invitation to test the framework"))
    people = (_participant(chance) for _number in range(number))
    facts = (
        Statement(
            KIND,
            each.key,
            on,
            dimensions={"stage": "invited", "standing": each.standing, "role": each.role},
            source=record.key,
        )
        for each in people
    )
    return Told(on, record, tuple(facts))
