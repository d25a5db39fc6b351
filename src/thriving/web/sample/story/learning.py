"""Community leadership development: pilots of online learning, and the participants of the greenhouse."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from random import Random

from django.utils.translation import gettext_noop as _

from thriving.evidence.statements import Statement
from thriving.web.sample.deeds import Record, Told
from thriving.web.sample.groups import COMMUNITIES, THEMATIC

# When which communities handed over the data of their pilot. Some ran a second one, and count once.
PILOTS = (
    (date(2019, 11, 13), ("lakeside", "riverbank", "oral-history")),
    (date(2019, 12, 5), ("oasis", "highland")),
    (date(2020, 1, 21), ("archipelago", "medicine", "lakeside")),
    (date(2020, 2, 4), ("steppe",)),
    (date(2020, 2, 18), ("estuary", "valley")),
    (date(2020, 3, 10), ("night-sky", "oasis")),
    (date(2020, 3, 24), ("seaside", "field-botany")),
    (date(2020, 4, 7), ("mountain",)),
    (date(2020, 5, 6), ("women-in-science", "medicine")),
    (date(2020, 6, 3), ("rainforest",)),
)

COHORT = "education-greenhouse-pilot"
BEGAN = date(2019, 9, 12)
PARTICIPANTS = 31
LEFT = 6  # of them before the end, and so without a second answer
# How many answered again on which day. Two people who joined late have only a second answer.
ANSWERED_AGAIN = ((date(2020, 5, 18), 9), (date(2020, 6, 4), 12), (date(2020, 6, 16), 6))
JOINED_LATE = 2
LOWEST, HIGHEST = 1, 5
# What became of a rating: most rose, some stayed, a few fell.
CHANGES = (
    Decimal("0.5"),
    Decimal("0.75"),
    Decimal(1),
    Decimal("1.25"),
    Decimal("0.5"),
    Decimal(0),
    Decimal("-0.25"),
)


def deeds(chance: Random) -> tuple[Told, ...]:
    pilots = tuple(_pilot(on, community) for on, communities in PILOTS for community in communities)
    return (*pilots, *_greenhouse(chance))


def _pilot(on: date, community: str) -> Told:
    group = COMMUNITIES[community]
    record = Record(f"pilot/{community}/{on}", "pilot", _("Pilot with %(group)s"), {"group": group.name})
    kind = "thematic" if community in THEMATIC else "regional"
    fact = Statement(
        "pilot.data_contributed",
        community,
        on,
        dimensions={"community_type": kind, "language": group.language},
        source=record.key,
    )
    return Told(on, record, (fact,))


def _greenhouse(chance: Random) -> tuple[Told, ...]:
    people = [f"{chance.getrandbits(128):032x}" for _number in range(PARTICIPANTS + JOINED_LATE)]
    first = {person: Decimal(chance.randint(7, 14)) / 4 for person in people[:PARTICIPANTS]}
    begin = Record(
        "greenhouse/before", "questionnaire", _("Greenhouse: how participants rate themselves at the start")
    )
    answers = [_answer(person, BEGAN, "before", rating, begin) for person, rating in first.items()]
    told = [Told(BEGAN, begin, tuple(answers))]
    again = iter(people[LEFT:])
    for on, number in ANSWERED_AGAIN:
        end = Record(
            f"greenhouse/after/{on}",
            "questionnaire",
            _("Greenhouse: how participants rate themselves at the end"),
        )
        answers = [
            _answer(person, on, "after", _later(first.get(person), chance), end)
            for person, _at in zip(again, range(number), strict=False)
        ]
        told.append(Told(on, end, tuple(answers)))
    return tuple(told)


def _later(rating: Decimal | None, chance: Random) -> Decimal:
    changed = (rating or Decimal(3)) + chance.choice(CHANGES)
    return min(max(changed, Decimal(LOWEST)), Decimal(HIGHEST))


def _answer(person: str, on: date, wave: str, rating: Decimal, record: Record) -> Statement:
    return Statement(
        "assessment.scored", person, on, rating, {"wave": wave, "cohort": COHORT}, source=record.key
    )
