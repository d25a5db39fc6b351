"""Steps of milestones that a position reaches by itself: when it is described, opened, filled."""

from __future__ import annotations

from django.db import transaction

from thriving.kernel import access
from thriving.movement.models import Person
from thriving.programs.milestones import actions as milestones
from thriving.programs.milestones.models import Milestone
from thriving.programs.positions.models import Position
from thriving.programs.positions.moments import record


@transaction.atomic
def reach_step(position: Position, moment: str, milestone: Milestone, step: str, *, by: Person) -> None:
    """From now on this step is reached by this moment, on its day, and by nothing else."""
    access.require(by, "run_position", position)
    milestones.tie(milestone, step, record(position, moment), by=by)
