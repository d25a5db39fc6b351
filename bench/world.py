"""A ledger of a million facts, made by a seeded generator and written in bulk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

from bench import definitions as said
from thriving.evidence.kinds import kinds
from thriving.evidence.models import Fact, Ledger, Origin

FACTS = 1_000_000
PEOPLE, AFFILIATES = 200_000, 3_000  # beside so many facts
SHARES = {  # of a hundred facts
    "leadership.engaged": 25,
    "assessment.scored": 15,
    "capacity.assessed": 12,
    "pilot.data_contributed": 10,
    "position.filled": 8,
    "partner.met": 8,
    "risk.stakeholder_required": 8,
    "risk.stakeholder_engaged": 7,
    "experiment.finished": 4,
    "research.finding_named": 3,
}
FIRST_DAY = date(2019, 7, 1)
DAYS = 366
AT_ONCE = 2_000
Dimensions = Callable[[Random], dict[str, str]]
DIMENSIONS: dict[str, Dimensions] = {
    "leadership.engaged": lambda any_: {
        "stage": any_.choice(said.STAGES),
        "role": any_.choice(said.ROLES),
        "region": any_.choice(said.REGIONS),
    },
    "assessment.scored": lambda any_: {
        "wave": any_.choice(("before", "after")),
        "cohort": any_.choice(said.COHORTS),
    },
    "capacity.assessed": lambda any_: {
        "wave": any_.choice(("before", "after")),
        "capacity": any_.choice(said.CAPACITIES),
        "serves": "students",
        "language_standing": any_.choice(("underrepresented", "represented")),
    },
    "pilot.data_contributed": lambda any_: {
        "community_type": any_.choice(("thematic", "regional")),
        "language": any_.choice(said.LANGUAGES),
    },
    "position.filled": lambda any_: {"role": "regional-liaison", "region": any_.choice(said.REGIONS)},
    "partner.met": lambda any_: {"holder_type": "archive", "region": any_.choice(said.REGIONS)},
    "risk.stakeholder_required": lambda any_: {"employer": any_.choice(said.EMPLOYERS)},
    "risk.stakeholder_engaged": lambda any_: {"employer": any_.choice(said.EMPLOYERS)},
    "experiment.finished": lambda _any: {"framework": "campaign-in-a-box"},
    "research.finding_named": lambda any_: {"stream": any_.choice(said.STREAMS)},
}


def fill(size: int = FACTS) -> None:
    """Put ``size`` facts into an empty ledger; one in fifty is superseded by a later one."""
    random, rows = Random(2019), []  # noqa: S311 -- figures to count, not secrets
    for number, kind in enumerate(_kinds(size), start=1):
        rows.append(_fact(number, kind, random, size))
        if len(rows) == AT_ONCE or number == size:
            Fact.objects.bulk_create(rows)
            rows.clear()
    Ledger.objects.update_or_create(pk=1, defaults={"last_number": size, "last_recorded_at": _at(size, size)})


def _kinds(size: int) -> Iterator[str]:
    hundred = [kind for kind, share in SHARES.items() for _ in range(share)]
    Random(7).shuffle(hundred)  # noqa: S311 -- the same
    for number in range(size):
        yield hundred[number % 100]


def _fact(number: int, kind: str, random: Random, size: int) -> Fact:
    replaced = number + 50 if number % 50 == 0 and number + 50 <= size else None
    return Fact(
        number=number,
        kind=kind,
        subject=subject(kind, random.randrange(max(size // 25, 1))),
        natural_key=f"bench|{number}",
        occurred_on=FIRST_DAY + timedelta(days=random.randrange(DAYS)),
        recorded_at=_at(number, size),
        superseded_number=replaced,
        superseded_at=_at(replaced, size) if replaced else None,
        value=Decimal(random.randint(1, 5)) if kinds[kind].has_value else None,
        dimensions=DIMENSIONS[kind](random),
        source=f"workshop-{number % 400}",
        visibility=kinds[kind].visibility,
        origin=Origin.IMPORT,
    )


def subject(kind: str, number: int) -> str:
    return f"{number:032x}" if kinds[kind].about_people else f"{kind.partition('.')[0]}-{number}"


def _at(number: int, size: int) -> datetime:
    return datetime(2019, 7, 1, tzinfo=UTC) + timedelta(days=DAYS * number / size)
