"""Who may vote, and who has. How they voted is nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from thriving.kernel import access, clock
from thriving.movement.models import Person
from thriving.movement.queries import people
from thriving.movement.queries.minors import mailbox
from thriving.movement.queries.roles import holding
from thriving.safety.conduct.models import Ballot, Version


@dataclass(frozen=True)
class Roll:
    """``named``: who may vote and whose name the reader may read, and whether they did."""

    may: int
    did: int
    named: list[tuple[str, bool]]


def electorate(roles: list[str]) -> QuerySet[Person]:
    """Whoever holds one of these roles today."""
    found = Q(pk__in=[])
    for role in roles:
        found |= Q(pk__in=holding(role).values("pk"))
    return Person.objects.filter(found, is_active=True)


def one_account_each(people: QuerySet[Person]) -> list[int]:
    """Of each mailbox the first account: whoever has two has one vote. Without an address each is one."""
    found = {
        mailbox(email) if email else str(pk): pk for pk, email in reversed(people.values_list("pk", "email"))
    }
    return sorted(found.values())


def voters_of(reader: Any, ballot: Ballot) -> Roll:
    counted = ballot.voters.aggregate(may=Count("pk"), did=Count("pk", filter=Q(voted=True)))
    rows = list(ballot.voters.filter(person__isnull=False).values_list("person__key", "voted"))
    known = people.names(reader, [key for key, _voted in rows])
    return Roll(**counted, named=sorted((known[key], voted) for key, voted in rows if key in known))


def to_vote_on(person: Any) -> QuerySet[Version]:
    """Versions on which their vote is still missing, and can be given."""
    found = Version.objects.select_related("code", "ballot").filter(ballot__last_day__gte=clock.today())
    return access.within(person, "vote_on_code", found)
