"""Safe and secure spaces: who is asked before a funded event, and which crises are answered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from thriving.evidence.models import Visibility
from thriving.evidence.statements import Statement
from thriving.web.sample.deeds import Record, Told
from thriving.web.sample.groups import COMMUNITIES

PUBLIC, RESTRICTED, SEALED = Visibility.PUBLIC, Visibility.RESTRICTED, Visibility.SEALED
FOUNDATION = ("grants-officer", "trust-and-safety", "events-team", "legal", "human-rights")
OTHERS = {"organizer": "affiliate", "venue": "partner"}
ASKED_WITHIN = timedelta(days=6)


@dataclass(frozen=True)
class Funded:
    """An event that is paid for. ``required``: how many Foundation roles its risk assessment needs; ``late``: how many
    of them had not taken part by mid-April, when they did instead, or that they never did."""

    approved_on: date
    group: str
    required: int
    visibility: Visibility = PUBLIC
    late: int = 0
    late_on: date | None = None


FUNDED = (
    Funded(date(2019, 8, 5), "lakeside", 5),
    Funded(date(2019, 8, 20), "seaside", 4),
    Funded(date(2019, 9, 4), "highland", 4),
    Funded(date(2019, 9, 17), "desert", 5, RESTRICTED),
    Funded(date(2019, 10, 3), "riverbank", 5),
    Funded(date(2019, 10, 15), "rainforest", 3),
    Funded(date(2019, 11, 6), "steppe", 4, RESTRICTED),
    Funded(date(2019, 11, 12), "archipelago", 4),
    Funded(date(2019, 11, 20), "maps-and-places", 4),
    Funded(date(2019, 12, 3), "oasis", 5, RESTRICTED),
    Funded(date(2019, 12, 11), "dawn", 5),
    Funded(date(2020, 1, 9), "estuary", 4),
    Funded(date(2020, 1, 16), "plateau", 4, RESTRICTED),
    Funded(date(2020, 1, 22), "night-sky", 4),
    Funded(date(2020, 2, 5), "valley", 5),
    Funded(date(2020, 2, 13), "women-in-science", 5, RESTRICTED),
    Funded(date(2020, 2, 19), "oral-history", 4),
    Funded(date(2020, 3, 4), "mountain", 4, RESTRICTED),
    Funded(date(2020, 3, 11), "field-botany", 4),
    Funded(date(2020, 3, 17), "medicine", 5),
    Funded(date(2020, 4, 6), "riverbank", 4, late=3, late_on=date(2020, 5, 4)),
    Funded(date(2020, 5, 13), "highland", 4),
    Funded(date(2020, 6, 4), "lakeside", 5, late=2),
)
EVENT = _("Risk assessment of a gathering of %(group)s")
CLOSED_EVENT = _("Risk assessment of a gathering that is not made public")

# Major events: when each qualified and when it was answered. What happened in them is told to nobody.
CRISES = ((date(2020, 5, 9), date(2020, 5, 9)), (date(2020, 6, 2), date(2020, 6, 3)))


def deeds() -> tuple[Told, ...]:
    funded = (told for number, event in enumerate(FUNDED, start=1) for told in _funded(number, event))
    crises = (told for number, days in enumerate(CRISES, start=1) for told in _crisis(number, *days))
    return (*funded, *crises)


def _funded(number: int, event: Funded) -> Iterator[Told]:
    record = _assessment(number, event)
    roles = FOUNDATION[: event.required]
    yield Told(event.approved_on, record, tuple(_required(number, event, record)))
    asked = event.approved_on + ASKED_WITHIN
    prompt = [*roles[: event.required - event.late], *OTHERS]
    yield Told(asked, record, tuple(_engaged(number, role, asked, event, record) for role in prompt))
    if event.late_on:
        rest = roles[event.required - event.late :]
        yield Told(event.late_on, record, tuple(_engaged(number, role, event.late_on, event, record) for role in rest))


def _assessment(number: int, event: Funded) -> Record:
    group = COMMUNITIES[event.group]
    title = EVENT if event.visibility is PUBLIC else CLOSED_EVENT
    return Record(f"risk/{number}", "risk_assessment", title, {"group": group.name}, event.visibility)


def _required(number: int, event: Funded, record: Record) -> Iterator[Statement]:
    for role in (*FOUNDATION[: event.required], *OTHERS):
        yield _stakeholder("risk.stakeholder_required", number, role, event.approved_on, event, record)


def _engaged(number: int, role: str, on: date, event: Funded, record: Record) -> Statement:
    return _stakeholder("risk.stakeholder_engaged", number, role, on, event, record)


def _stakeholder(kind: str, number: int, role: str, on: date, event: Funded, record: Record) -> Statement:
    return Statement(
        kind,
        f"event-{number}/{role}",
        on,
        dimensions={"employer": OTHERS.get(role, "foundation")},
        source=record.key,
        visibility=event.visibility,
    )


def _crisis(number: int, qualified: date, answered: date) -> Iterator[Told]:
    record = Record(f"crisis/{number}", "crisis", _("A major event"), visibility=SEALED)
    for kind, on in (("crisis.event_qualified", qualified), ("crisis.event_answered", answered)):
        yield Told(on, record, (Statement(kind, f"major-event-{number}", on, source=record.key, visibility=SEALED),))
