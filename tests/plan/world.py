"""The shipped plan with a small made-up history, for tests that need records behind the numbers."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from hashlib import md5
from typing import Any

from thriving.evidence import actions as evidence
from thriving.evidence.statements import Statement
from thriving.kernel import clock
from thriving.plan import actions
from thriving.plan.file import shipped
from thriving.plan.models import KeyResult, Plan, Requirement

KEY = "thriving-movement-2019"


def at(day: date, hour: int = 12) -> Any:
    """A context in which it is ``day``."""
    return clock.stopped_at(datetime.combine(day, time(hour), UTC))


def loaded(on: date = date(2019, 7, 1)) -> Plan:
    with at(on):
        return actions.load(shipped(), by="tests")


def key_result(key: str) -> KeyResult:
    return KeyResult.objects.get(key=key, objective__priority__plan__key=KEY)


def requirement(key_result_key: str, key: str) -> Requirement:
    return Requirement.objects.select_related("key_result__objective__priority__plan").get(
        key=key, key_result__key=key_result_key, key_result__objective__priority__plan__key=KEY
    )


def somebody(number: int) -> str:
    """The identifier of an invented person."""
    return md5(f"person {number}".encode(), usedforsecurity=False).hexdigest()


def engaged(number: int, on: date, *, stage: str = "tested") -> Statement:
    dimensions = {
        "stage": stage,
        "standing": "new",
        "role": "organizer",
        "region": "south-asia",
        "language": "hi",
    }
    return Statement("leadership.engaged", somebody(number), on, dimensions=dimensions, source="workshop-1")


def step(milestone: str, key: str, on: date) -> Statement:
    return Statement(
        "milestone.reached", f"{milestone}/{key}", on, dimensions={"milestone": milestone, "step": key}
    )


def experiment(number: int, on: date) -> Statement:
    dimensions = {"experiment": f"experiment-{number}", "framework": "campaign-in-a-box"}
    return Statement("experiment.finished", f"experiment-{number}", on, dimensions=dimensions)


def community(number: int, on: date) -> Statement:
    dimensions = {"community_type": "thematic", "language": "es"}
    return Statement("pilot.data_contributed", f"community-{number}", on, dimensions=dimensions)


def stakeholder(number: int, on: date, *, kind: str, employer: str = "foundation") -> Statement:
    return Statement(
        f"risk.stakeholder_{kind}", f"event-1/role-{number}", on, dimensions={"employer": employer}
    )


def liaison(number: int, region: str, on: date) -> Statement:
    dimensions = {"role": "regional-liaison", "region": region}
    return Statement("position.filled", f"position-{number}", on, dimensions=dimensions)


def state(*statements: Statement, on: date | None = None) -> None:
    """Known on the day of the newest of them, unless ``on`` says otherwise."""
    with at(on or max(each.occurred_on for each in statements)):
        evidence.state(statements, by="tests")
