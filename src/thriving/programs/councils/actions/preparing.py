"""What a council has reaches steps of its preparation by itself."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.councils import moments
from thriving.programs.councils.actions.councils import begin
from thriving.programs.councils.models import Council
from thriving.programs.milestones import actions as milestones
from thriving.programs.milestones.models import Milestone, Tie


@transaction.atomic
def reach_step(council: Council, moment: str, step: str, *, by: Person) -> None:
    """From now on ``moment`` of the council reaches the step of the milestone that it serves."""
    begin(council, by)
    milestone = Milestone.objects.filter(key=council.serves).first()
    if milestone is None:
        raise Refused(_("Nobody has taken up the preparation of this council yet."))
    milestones.tie(milestone, step, moments.record_of(council, moment), by=by)


def steps_reached_by(council: Council) -> dict[str, str]:
    """The step that each moment of the council reaches."""
    ties = Tie.objects.filter(milestone__key=council.serves).values_list("record", "step")
    told = dict(ties)
    names = {name: moments.record_of(council, name) for name in moments.MOMENTS}
    return {name: told[record] for name, record in names.items() if record in told}
