"""What follows every change of a position: pages are made anew, the ledger and steps of milestones follow."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from thriving.kernel import access, diary, turn
from thriving.movement.models import Person
from thriving.programs.milestones import actions as milestones
from thriving.programs.positions import facts
from thriving.programs.positions.actions.deciding import require_decided
from thriving.programs.positions.models import Holding, Position
from thriving.programs.positions.moments import TITLES, record


def hold(position: Position, by: Person) -> None:
    """The position as it is now; nobody else changes it until the transaction ends."""
    access.require(by, "run_position", position)
    turn.take()
    position.refresh_from_db(from_queryset=Position.objects.select_for_update())


def follow(position: Position, verb: str, *, by: Person, why: str = "", body: Any = None) -> None:
    Position.objects.filter(pk=position.pk).update(revision=F("revision") + 1)
    if Holding.objects.filter(position=position).exists():
        require_decided(position, facts.untold(position), by=by)
        facts.tell(position, by, why or "The record of the position has changed.")
    for moment in TITLES:
        milestones.settle(record(position, moment), by=by, why=why)
    diary.note(position, verb, by=by, why=why, body=body)
