"""People who took part, told in parts: tables that evaluators agreed on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tests.factories import with_example

from thriving.evidence import actions
from thriving.evidence.asked import Asked
from thriving.evidence.models import TableRelease, TableSpecification
from thriving.evidence.statements import Statement
from thriving.evidence.tables import proposing, publishing
from thriving.evidence.tables.proposing import Proposal
from thriving.kernel import clock
from thriving.kernel.words import Words
from thriving.movement.models import Person

MARCH, JUNE, SEPTEMBER = date(2020, 3, 31), date(2020, 6, 30), date(2020, 9, 30)
SAID: dict[str, Any] = {
    "kind": "distinct",
    "fact": "leadership.engaged",
    "where": [["role", "in", ["organizer", "affiliate_leader"]]],
    "unit": {"code": "person"},
    "breakdowns": ["region", "role", "standing", "language"],
    "privacy": {"k": 10, "cadence": "monthly"},
}
# Of one region so few that they could be found, and of none at all; the others are many.
REGIONS = {
    "south-asia": 24,
    "sub-saharan-africa": 17,
    "latin-america-and-caribbean": 14,
    "north-america": 4,
    "": 13,
}
_numbers = count(1)


def at(day: date, hour: int = 12) -> Any:
    return clock.stopped_at(datetime(day.year, day.month, day.day, hour, tzinfo=UTC))


def people() -> Asked:
    version = actions.define_measure("people", with_example(SAID), title=Words(en="People"), by="test")
    return Asked.of(version)


def engage(people: Mapping[str, int], on: date = date(2020, 2, 1), **more: str) -> None:
    """So many new people of each region, every third of them a leader of an affiliate."""
    actions.state(
        (
            _took_part(region, number, on, more)
            for region, how_many in people.items()
            for number in range(how_many)
        ),
        by="test",
    )


def _took_part(region: str, number: int, on: date, more: Mapping[str, str]) -> Statement:
    dimensions = {
        "stage": "tested",
        "standing": "existing" if number % 4 == 0 else "new",
        "role": "organizer" if number % 3 else "affiliate_leader",
        "region": region,
        **more,
    }
    return Statement("leadership.engaged", f"{next(_numbers):032x}", on, dimensions=dimensions, source="s")


def proposal(asked: Asked, *dimensions: str, **more: Any) -> Proposal:
    said: dict[str, Any] = {"key": "people-by-region", "why": "To see whom we reach."} | more
    return Proposal(asked=asked, dimensions=dimensions or ("region",), **said)


def approved(said: Proposal, proposer: Person, approver: Person) -> TableSpecification:
    return proposing.approve(proposing.propose(said, by=proposer), by=approver)


def published(*, by: Any = "test") -> list[TableRelease]:
    return publishing.publish_due(by=by)


def told(release: TableRelease) -> dict[tuple[str, ...], int | None]:
    return {tuple(cell): figure for cell, figure in release.table["cells"]}


def shown(cells: Iterable[Any]) -> list[int]:
    return sorted(each for each in cells if each is not None)
