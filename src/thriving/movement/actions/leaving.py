from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import clock, turn
from thriving.movement.actions.actor import Actor, Refused, require
from thriving.movement.models import Person, RoleHolding
from thriving.movement.personal import forgetting
from thriving.movement.rules.people import OPERATOR


@transaction.atomic
def leave(person: Person, *, by: Actor, why: str = "") -> None:
    """For good: who comes back is a new person. One leaves oneself; an operator can be asked to do it."""
    turn.take()  # two operators who leave at once must not both find that the other stays
    if by != person:
        require(by, "close_account")
    if _is_last_operator(person):
        raise Refused(
            _("Nobody else could grant roles here. Give another person the role of operator first.")
        )
    forgetting.forget(person, by=person.key if by == person else by, why=why)


def _is_last_operator(person: Person) -> bool:
    if OPERATOR not in person.roles:
        return False
    held = RoleHolding.objects.filter(role=OPERATOR, person__is_active=True).exclude(person=person)
    return not any(each.held_on(clock.today()) for each in held)
