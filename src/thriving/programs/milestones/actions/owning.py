"""Whose turn it is."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, diary
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.milestones.models import Milestone, Owner

MOST_OWNERS = 20


@transaction.atomic
def name_owner(milestone: Milestone, person: Person, *, by: Person) -> Owner:
    access.require(by, "run_milestone", milestone)
    if person.shielded:
        raise Refused(_("Only people who are grown up own a milestone."))
    if not access.holds(person, "prepare_milestone"):
        raise Refused(_("Only program leads and organizers own a milestone."))
    if milestone.owners.count() >= MOST_OWNERS:
        raise Refused(_("At most %(count)d people own a milestone.") % {"count": MOST_OWNERS})
    owner, new = milestone.owners.get_or_create(person=person)
    if new:
        diary.note(milestone, "owner named", by=by, body={"person": person.key})
    return owner


@transaction.atomic
def release_owner(milestone: Milestone, person: Person, *, by: Person) -> None:
    access.require(by, "run_milestone", milestone)
    if milestone.owners.filter(person=person).delete()[0]:
        diary.note(milestone, "owner released", by=by, body={"person": person.key})
