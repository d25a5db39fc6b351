"""Learning patterns of these tests, at any step."""

from __future__ import annotations

from datetime import date
from typing import Any

from thriving.kernel.words import Words
from thriving.movement.models import Person
from thriving.programs.patterns import actions
from thriving.programs.patterns.actions import Written
from thriving.programs.patterns.models import Pattern, Reuse

USED = date(2026, 3, 2)
WRITTEN: dict[str, Any] = {
    "title": Words(en="Tea first", es="Primero el té"),
    "problem": Words(en="People leave before the talk."),
    "solution": Words(en="Offer tea before it begins."),
    "topics": ("workshops",),
}


def written(**otherwise: Any) -> Written:
    return Written(**{**WRITTEN, **otherwise})


def draft(by: Person | str = "tests", key: str = "tea-first", **otherwise: Any) -> Pattern:
    return actions.write(written(**otherwise), key=key, by=by)


def published(by: Person | str = "tests", key: str = "tea-first", **otherwise: Any) -> Pattern:
    pattern = draft(by, key, **otherwise)
    actions.publish(pattern, by="tests")
    return pattern


def used(pattern: Pattern, by: Person | str = "tests", where: str = "In Tamale") -> Reuse:
    return actions.reuse(pattern, where, on=USED, by=by)
