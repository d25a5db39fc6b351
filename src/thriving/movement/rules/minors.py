"""Who looks after minors, and what may be asked about them. `rules.people` keeps them out of every list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from thriving.kernel.access import NOTHING, Scope, declare, role
from thriving.movement.roles import SAFEGUARDING_OFFICER

officer = role(SAFEGUARDING_OFFICER)


def apart_from_minors(path: str = "") -> Q:
    """The records whose person, by ``path`` of links, is no minor; or that name nobody."""
    return ~Q((f"{path}__shielded" if path else "shielded", True))


def _of_others(person: Any) -> Q:
    """Nobody looks after themselves: another officer does."""
    return ~Q(pk=person.pk) if getattr(person, "pk", None) else NOTHING


def _themselves(person: Any) -> Q:
    return Q(pk=person.pk) if getattr(person, "pk", None) else NOTHING


themselves = Scope(_themselves)
grown = Scope(lambda _person: apart_from_minors())  # the rule predicate: of people who are no minors

declare(
    safeguard_minors=officer,
    confirm_age=officer & Scope(_of_others),  # of people
    clear_adult=officer & Scope(_of_others) & grown,  # of people
    state_age=themselves,  # of people
    ask_guardian=themselves,  # of people: an officer who named the guardian too would be alone in it
)
