from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from thriving.kernel import access, clock
from thriving.programs.councils.models import Council, Membership, Seat
from thriving.programs.councils.states.membership import HOLDING


def councils_for(reader: Any) -> QuerySet[Council]:
    return access.within(reader, "see_council", Council.objects.prefetch_related("charters"))


def run_by(person: Any) -> QuerySet[Council]:
    return access.within(person, "run_council", Council.objects.all())


def seats_of(council: Council) -> QuerySet[Seat]:
    """Seats by number, each with whether somebody holds it today. By whom is not said."""
    today = clock.today()
    held = Membership.objects.filter(
        seat=OuterRef("pk"), state__in=HOLDING, term__starts_on__lte=today, term__ends_on__gte=today
    )
    return council.seats.select_related("region").annotate(is_held=Exists(held))
