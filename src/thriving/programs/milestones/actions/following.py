"""Steps that follow a record of a higher package: reached when its moment comes, and only while it holds."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.programs.milestones.actions.proving import hold, put, remove
from thriving.programs.milestones.models import Milestone, Tie
from thriving.programs.milestones.ties import Moment, moment


@transaction.atomic
def tie(milestone: Milestone, step: str, record: str, *, by: Person) -> Tie:
    """From now on the step is reached by this moment of a record, and by nothing else."""
    access.require(by, "run_milestone", milestone)
    if moment(record) is None:
        raise Refused(_("There is no such record."))
    here = hold(milestone, step)
    if here.tie and here.tie.record != record:
        raise Refused(_("Another record reaches this step."))
    tied, new = Tie.objects.get_or_create(milestone=milestone, step=step, defaults={"record": record})
    if new:
        diary.note(milestone, "tied", by=by, body={"step": step, "record": record})
        _follow(tied, by, "")
    return tied


@transaction.atomic
def untie(milestone: Milestone, step: str, *, by: Person) -> None:
    """Somebody says again whether the step is reached; what was reached so far stays reached."""
    access.require(by, "run_milestone", milestone)
    hold(milestone, step)
    if milestone.ties.filter(step=step).delete()[0]:
        diary.note(milestone, "untied", by=by, body={"step": step})


@transaction.atomic
def settle(record: str, *, by: Actor, why: str = "") -> None:
    """Have every step that is tied to this moment say what the record says now. Said again, nothing changes.

    For packages above, whenever their record changes: they have asked who may.
    """
    for each in Tie.objects.filter(record=record).select_related("milestone"):
        _follow(each, by, why)


def _follow(tied: Tie, by: Actor, why: str) -> None:
    here, told = hold(tied.milestone, tied.step), moment(tied.record)
    if told is None or told.happened_on is None:
        if here.proof and here.proof.record == tied.record:
            remove(here, why=why or _("The record that reached it no longer says so."), by=by)
        return
    values = _values(tied, told)
    if here.proof is None or any(getattr(here.proof, name) != value for name, value in values.items()):
        put(tied.milestone, here, values, by=by)


def _values(tied: Tie, told: Moment) -> dict[str, object]:
    return {
        "title": told.title,
        "address": told.address,
        "record": tied.record,
        "reached_on": told.happened_on,
    }
