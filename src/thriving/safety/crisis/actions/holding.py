"""What each step begins with: that one may take it, and that nobody else takes one at the same time."""

from __future__ import annotations

from thriving.kernel import access, turn
from thriving.movement.models import Person
from thriving.safety.crisis.models import Crisis


def hold(crisis: Crisis, rule: str, by: Person) -> None:
    """The crisis as it is now; nobody else changes it until the transaction ends."""
    turn.take()
    access.require(by, rule, crisis)
    crisis.refresh_from_db(from_queryset=Crisis.objects.select_for_update())
