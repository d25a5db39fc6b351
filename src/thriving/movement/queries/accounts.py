"""Which accounts are one person's: four eyes are of two people, not of two accounts."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from thriving.movement.models import Person
from thriving.movement.queries.minors import reached_at


def accounts_of(person: Any) -> QuerySet[Person]:
    """Their own, and every other whose mail lies in the same mailbox. It can be a part of another query."""
    own = Q(pk=getattr(person, "pk", None))
    address = str(getattr(person, "email", "")).strip()
    reached = Q(pk__in=reached_at(address).values("pk")) if address else Q(pk__in=[])
    return Person.objects.filter(own | reached)


def keys_of(person: Any) -> frozenset[str]:
    """The same for records that keep no more than the key of whoever acted."""
    return frozenset(accounts_of(person).values_list("key", flat=True))


def is_theirs(person: Any, *keys: str) -> bool:
    """Whether one of these keys is of an account of theirs."""
    return not keys_of(person).isdisjoint(keys)
