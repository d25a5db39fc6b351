"""Who is named on the page of an initiative. It gives them no rights: a role over it does."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.movement.queries.minors import is_minor
from thriving.programs.initiatives.actions.writing import held, require_on
from thriving.programs.initiatives.models import Initiative, Involvement, Part

MOST_PEOPLE = 50


@transaction.atomic
def involve(initiative: Initiative, person: Person, part: str, *, by: Actor) -> Involvement:
    """Name somebody. Whether a reader sees the name, they decide themselves in their profile."""
    require_on(by, "run_initiative", initiative)
    held(initiative)
    if part not in Part:
        raise Refused(_("This is none of the choices."))
    if is_minor(person):
        raise Refused(_("Roles are for adults."))
    if initiative.people.filter(person=person, part=part).exists():
        raise Refused(_("They are named for this already."))
    if initiative.people.count() >= MOST_PEOPLE:
        raise Refused(_("At most %(count)d people are named.") % {"count": MOST_PEOPLE})
    named = Involvement.objects.create(initiative=initiative, person=person, part=part, named_at=clock.now())
    diary.note(initiative, "named", by=by, body={"person": person.key, "part": part})
    return named


@transaction.atomic
def release(involvement: Involvement, *, by: Actor) -> None:
    """No longer name somebody; everybody may do so with themselves."""
    if by != involvement.person:
        require_on(by, "run_initiative", involvement.initiative)
    initiative, person, part = involvement.initiative, involvement.person, involvement.part
    involvement.delete()
    diary.note(initiative, "released", by=by, body={"person": person.key, "part": part})
