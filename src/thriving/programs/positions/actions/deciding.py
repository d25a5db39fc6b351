"""Whose decision a position is: nobody moves a plan's number without leading what it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from thriving.kernel import access, clock
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.positions import counting, facts
from thriving.programs.positions.models import Position


def require_decided(position: Position, lines: Iterable[Any], *, by: Person, ahead: bool = False) -> None:
    """Of facts that plans count: ``by`` leads each such key result, and the position serves one of them."""
    counted = counting.key_results(lines, ahead=ahead)
    for each in counted:
        if not access.may(by, "decide_what_counts", each):
            raise Refused(
                _("It counts for the key result “%(title)s”: whoever leads that decides.") % {"title": each}
            )
    if counted and not any(_serves(position, each) for each in counted):
        sentence = _("It counts for the key result “%(title)s”: say that the position serves it.")
        raise Refused(sentence % {"title": counted[0]})


def require_planned(position: Position, *, by: Person) -> None:
    """The same before anybody is at work: of whoever begins there today or later."""
    require_decided(position, facts.supposed(position, clock.today()), by=by, ahead=True)


def _serves(position: Position, key_result: Any) -> bool:
    plan = key_result.objective.priority.plan
    return (position.plan, position.key_result) == (plan.key, key_result.key)
