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
FOUNDATION = ("grants-officer", "trust-and-safety", "events-team", "legal")
OTHERS = {"organizer": "affiliate", "venue": "partner"}
ASKED_WITHIN = timedelta(days=6)


@dataclass(frozen=True)
class Funded:
    """An event that is paid for, and how many roles of the Foundation its risk assessment requires."""

    approved_on: date
    group: str
    required: int
    visibility: Visibility = PUBLIC
    missing: int = 0  # of the required roles did not take part in time
    made_good_on: date | None = None

    @property
    def key(self) -> str:
        return f"{self.group}-{self.approved_on:%Y-%m}"

    @property
    def roles(self) -> tuple[str, ...]:
        return FOUNDATION[: self.required]

    @property
    def assessment(self) -> Record:
        title = EVENT if self.visibility is PUBLIC else CLOSED_EVENT
        group = COMMUNITIES[self.group]
        return Record(f"risk/{self.key}", "risk_assessment", title, {"group": group.name}, self.visibility)


# By 15 April, 45 roles are required and 43 have taken part: 88 records, of which a visitor may open 61.
FUNDED = (
    Funded(date(2019, 8, 5), "lakeside", 4),
    Funded(date(2019, 9, 4), "highland", 4),
    Funded(date(2019, 9, 17), "desert", 4, RESTRICTED),
    Funded(date(2019, 10, 3), "riverbank", 4),
    Funded(date(2019, 11, 6), "steppe", 3, RESTRICTED),
    Funded(date(2019, 11, 12), "archipelago", 4),
    Funded(date(2019, 12, 11), "dawn", 4),
    Funded(date(2020, 1, 16), "plateau", 3, RESTRICTED),
    Funded(date(2020, 1, 22), "night-sky", 4),
    Funded(date(2020, 2, 19), "oral-history", 4),
    Funded(date(2020, 4, 2), "women-in-science", 4, RESTRICTED, missing=1, made_good_on=date(2020, 5, 4)),
    Funded(date(2020, 4, 6), "riverbank", 3, missing=1, made_good_on=date(2020, 5, 4)),
    Funded(date(2020, 5, 13), "highland", 4),
    Funded(date(2020, 6, 4), "lakeside", 4, missing=2),
)
EVENT = _("Risk assessment of a gathering of %(group)s")
CLOSED_EVENT = _("Risk assessment of a gathering that is not made public")

# Major events: when each qualified and when it was answered. What happened in them is told to nobody.
CRISES = ((date(2020, 5, 9), date(2020, 5, 9)), (date(2020, 6, 2), date(2020, 6, 3)))


def deeds() -> tuple[Told, ...]:
    funded = (told for event in FUNDED for told in _funded(event))
    crises = (told for number, days in enumerate(CRISES, start=1) for told in _crisis(number, *days))
    return (*funded, *crises)


def _funded(event: Funded) -> Iterator[Told]:
    prompt, tardy = event.roles[: event.required - event.missing], event.roles[-event.missing :]
    yield _told("risk.stakeholder_required", event.approved_on, event, (*event.roles, *OTHERS))
    yield _told("risk.stakeholder_engaged", event.approved_on + ASKED_WITHIN, event, (*prompt, *OTHERS))
    if event.made_good_on:
        yield _told("risk.stakeholder_engaged", event.made_good_on, event, tardy)


def _told(kind: str, on: date, event: Funded, roles: tuple[str, ...]) -> Told:
    facts = (
        Statement(
            kind,
            f"{event.key}/{role}",
            on,
            dimensions={"employer": OTHERS.get(role, "foundation")},
            source=event.assessment.key,
            visibility=event.visibility,
        )
        for role in roles
    )
    return Told(on, event.assessment, tuple(facts))


def _crisis(number: int, qualified: date, answered: date) -> Iterator[Told]:
    record = Record(f"crisis/{number}", "crisis", _("A major event"), visibility=SEALED)
    for kind, on in (("crisis.event_qualified", qualified), ("crisis.event_answered", answered)):
        yield Told(
            on, record, (Statement(kind, f"major-event-{number}", on, source=record.key, visibility=SEALED),)
        )
