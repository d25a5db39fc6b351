"""Rounds of these tests, their holders, and tables of typed sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from thriving.kernel import clock
from thriving.kernel.tables import csv_lines
from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.needs import actions
from thriving.programs.needs.actions import Planned, Told
from thriving.programs.needs.actions.assessing import Filled
from thriving.programs.needs.asked import asked_now, questionnaire_of
from thriving.programs.needs.models import Assessment, Holder, Intake, Round
from thriving.questions import actions as questions

FIRST, LAST, DAY = date(2026, 1, 5), date(2026, 6, 30), date(2026, 2, 2)
SERVES = "thriving-movement-2019/heritage-digitization-needs/regions"
ANSWERS: dict[str, Any] = {"held": ["photographs"], "condition": "poor", "urgency": "now"}
HEADER = ("code", "form", "name", "kind", "country", "held", "condition", "urgency")
ROW = {
    "code": "A1",
    "form": "heritage/1",
    "name": "Old Archive",
    "kind": "1",
    "country": "GH",
    "held": "1 3",
    "condition": "3",
    "urgency": "1",
}


@contextmanager
def on(day: date) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def planned(**otherwise: Any) -> Planned:
    said: dict[str, Any] = {
        "title": Words(en="Heritage in need"),
        "begins_on": FIRST,
        "ends_on": LAST,
        "regions": ("south-asia", "sub-saharan-africa"),
    }
    return Planned(**{**said, **otherwise})


def draft(by: Person, key: str = "heritage", **otherwise: Any) -> Round:
    with on(FIRST):
        return actions.plan_round(planned(**otherwise), key=key, by=by)


def opened(by: Person, key: str = "heritage", **otherwise: Any) -> Round:
    one = draft(by, key, **otherwise)
    with on(FIRST):
        publish(one, by)
        actions.open_round(one, by=by)
    return one


def publish(one: Round, by: Person) -> None:
    questionnaire = questionnaire_of(one)
    assert questionnaire
    questions.publish(questionnaire, by=by)


def told(name: str = "Old Archive", **otherwise: Any) -> Told:
    said = {"kind": "archive", "country": "GH", "contact": "old@archive.example", "may_be_named": True}
    return Told(**{"name": name, **said, **otherwise})


def asked(one: Round, by: Person, name: str = "Old Archive", **otherwise: Any) -> Assessment:
    with on(DAY):
        return actions.invite(one, told(name, **otherwise), by=by)


def finished(one: Round, by: Person, name: str = "Old Archive", **otherwise: Any) -> Assessment:
    answers = otherwise.pop("answers", ANSWERS)
    said = told(name, **otherwise)
    with on(DAY):
        found = actions.invite(one, said, by=by)
        return actions.fill(found, said, filled(one, answers), final=True, by=by)


def many(one: Round, number: int) -> None:
    """Finished, as a table of sheets leaves them."""
    version, whole = asked_now(one), range(number)
    holders = Holder.objects.bulk_create(
        Holder(name=f"A{at:04}", folded=f"a{at:04}", kind="archive", country="GH", may_be_named=True)
        for at in whole
    )
    common = {"round": one, "version": version, "state": "finished", "held_on": DAY, "answers": ANSWERS}
    places = {"region": "sub-saharan-africa", "urgency": "now", "saved_at": clock.now(), "saved_by": "test"}
    Assessment.objects.bulk_create(
        Assessment(holder=holder, code=holder.name, **common, **places) for holder in holders
    )


def filled(one: Round, answers: Mapping[str, Any] | None = None) -> Filled:
    version = asked_now(one)
    assert version
    return Filled(version, ANSWERS if answers is None else answers)


def sheets(*rows: Mapping[str, str], header: tuple[str, ...] = HEADER) -> BytesIO:
    """A table as it is typed: each row says what differs from the usual one."""
    whole = ({**ROW, **row} for row in rows)
    lines = csv_lines(header, [[row.get(name, "") for name in header] for row in whole])
    return BytesIO("".join(lines).encode())


def brought(one: Round, by: Person, *rows: Mapping[str, str]) -> Intake:
    with on(DAY):
        found = actions.bring(one, sheets(*rows), title="sheets.csv", by=by)
    assert isinstance(found, Intake)
    return found


def taken_in(one: Round, by: Person, *rows: Mapping[str, str]) -> Intake:
    with on(DAY):
        return actions.take_in(brought(one, by, *rows), by=by)


def problems(intake: Intake) -> list[tuple[int, str, str]]:
    return [(line.row, *problem) for line in intake.lines.all() for problem in line.problems]
