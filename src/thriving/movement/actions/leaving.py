from __future__ import annotations

from django.db import transaction

from thriving.movement.actions.actor import Actor, require
from thriving.movement.actions.last_operator import require_another
from thriving.movement.models import Person
from thriving.movement.personal import forgetting


@transaction.atomic
def leave(person: Person, *, by: Actor, why: str = "") -> None:
    """For good: who comes back is a new person. One leaves oneself; an operator can be asked to do it."""
    if by != person:
        require(by, "close_account")
    require_another(person)
    forgetting.forget(person, by=person.key if by == person else by, why=why)
