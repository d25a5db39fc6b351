"""What councils tell the protection of minors: who rests at once, and who does not answer for a candidate."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from thriving.movement import hearers
from thriving.movement.actions import guardians
from thriving.movement.models import Person
from thriving.programs.councils.actions.naming import take_down
from thriving.programs.councils.actions.seats import stop_taking_part
from thriving.programs.councils.models import Council, Nomination, Owner, Panelist

# Their seat stays theirs until somebody decides.
hearers.participation.add("councils", stop_taking_part)


def proposed_or_decide(minor: Person) -> QuerySet[Person]:
    """Whoever proposed them, judges them, or owns a council where they stand or sit."""
    stands = Nomination.objects.filter(nominee=minor)
    councils = Council.objects.filter(Q(calls__nominations__in=stands) | Q(memberships__person=minor))
    return Person.objects.filter(
        Q(pk__in=stands.values("nominator"))
        | Q(pk__in=Panelist.objects.filter(call__nominations__in=stands).values("person"))
        | Q(pk__in=Owner.objects.filter(council__in=councils).values("person"))
    )


guardians.not_guardians.add("councils", proposed_or_decide)
hearers.participation.add("councils-minutes", take_down)
