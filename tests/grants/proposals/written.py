"""Drafts of these tests, written through the actions until they are whole."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.grants import world

from thriving.evidence.models import Measure, MeasureVersion
from thriving.grants.funds.models import Round
from thriving.grants.proposals import actions
from thriving.grants.proposals.actions import Described, LineSaid, MeasureSaid
from thriving.grants.proposals.models import Proposal
from thriving.kernel import clock
from thriving.kernel.money import typed
from thriving.kernel.words import Words
from thriving.movement.models import Person

DAY = date(2026, 2, 2)


@contextmanager
def on(day: date = DAY) -> Iterator[None]:
    with clock.stopped_at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC)):
        yield


def described(**otherwise: Any) -> Described:
    said: dict[str, Any] = {
        "title": "A week of photographs",
        "summary": "Volunteers learn to photograph monuments.",
        "applicant_kind": "group",
        "organization": "Friends of monuments",
        "region": "south-asia",
        "begins_on": date(2026, 7, 1),
        "ends_on": date(2026, 12, 31),
    }
    return Described(**{**said, **otherwise})


def line(amount: str = "1000", currency: str = "USD", **otherwise: Any) -> LineSaid:
    said = {"title": "Lenses", "category": "equipment", **otherwise}
    return LineSaid(amount=typed(amount, currency), **said)


def quizzed(one: Round | None = None) -> Round:
    one = one or world.grant_round()
    one.quiz.create(position=1, text=Words(en="A group?"), otherwise=Words(en="Ask a group."), wanted=True)
    return one


def measure(key: str = "people-reached") -> Measure:
    made = Measure.objects.create(key=key)
    said = {"specification": {}, "title": Words(en="People reached"), "created_at": clock.now()}
    MeasureVersion.objects.create(measure=made, number=1, **said)
    return made


def begun(by: Person, one: Round | None = None) -> Proposal:
    with on():
        return actions.begin(one or quizzed(), {1: True}, by=by)


def whole(by: Person, one: Round | None = None) -> Proposal:
    """A draft that can be handed in."""
    made = begun(by, one)
    with on():
        actions.describe(made, described(), revision=made.revision, by=by)
        actions.budget(made, "USD", [line()], revision=made.revision, by=by)
        own = MeasureSaid(Decimal(20), own="Photographers")
        actions.measure(made, [own], revision=made.revision, by=by)
        actions.disclose(made, [], by=by)
    return made


def handed_in(by: Person, one: Round | None = None) -> Proposal:
    made = whole(by, one)
    with on():
        return actions.submit(made, by=by)
