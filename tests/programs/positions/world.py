"""Positions of these tests, at any step: liaisons in the regions of the shipped plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.plan import world

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.positions import actions
from thriving.programs.positions.actions import Described
from thriving.programs.positions.models import Position

LIAISONS = "gender-manager-and-regional-liaisons"
SOUTH, AFRICA, LATIN = "south-asia", "sub-saharan-africa", "latin-america-and-caribbean"
MIDDLE = "middle-east-and-north-africa"
EAST, CENTRAL = "east-southeast-asia-and-pacific", "central-and-eastern-europe-and-central-asia"
OPENED, BEGAN = date(2019, 9, 2), date(2019, 11, 4)
at = world.at


def described(region: str = SOUTH, **otherwise: Any) -> Described:
    said: dict[str, Any] = {
        "title": Words(en=f"Liaison for {region}"),
        "role": "regional-liaison",
        "summary": Words(en="Answers the people of one region."),
        "region": region,
        "hours": 20,
        "plan": world.KEY,
        "key_result": LIAISONS,
    }
    return Described(**{**said, **otherwise})


def draft(by: Person, region: str = SOUTH, key: str = "", **otherwise: Any) -> Position:
    return actions.propose(described(region, **otherwise), key=key or f"liaison-{region}", by=by)


def opened(by: Person, region: str = SOUTH, on: date = OPENED, key: str = "", **otherwise: Any) -> Position:
    with at(on):
        position = draft(by, region, key, **otherwise)
        actions.describe(position, by=by)
        actions.open_for_applications(position, on=on, by=by)
    return position


def filled(by: Person, region: str = SOUTH, on: date = BEGAN, key: str = "", **otherwise: Any) -> Position:
    position = opened(by, region, key=key)
    with at(on):
        actions.fill(position, first_day=on, by=by, **otherwise)
    return position
