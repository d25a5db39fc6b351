"""Which accounts are one person's: four eyes are of two people, not of two accounts."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thriving.movement.models import Person
from thriving.movement.queries.minors import reached_at


def accounts_of(person: Person) -> QuerySet[Person]:
    """Their own, and every other whose mail lies in the same mailbox. It can be a part of another query."""
    own = Q(pk=person.pk)
    if not person.email.strip():
        return Person.objects.filter(own)
    return Person.objects.filter(own | Q(pk__in=reached_at(person.email).values("pk")))


def keys_of(person: Person) -> frozenset[str]:
    """The same for records that keep no more than the key of whoever acted."""
    return frozenset(accounts_of(person).values_list("key", flat=True))


def is_theirs(person: Person, *keys: str) -> bool:
    """Whether one of these keys is of an account of theirs."""
    return not keys_of(person).isdisjoint(keys)
