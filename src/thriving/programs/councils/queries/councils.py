from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from thriving.kernel import access, clock
from thriving.movement.queries import minors
from thriving.movement.rules.minors import apart_from_minors
from thriving.movement.spelling import folded
from thriving.programs.councils.models import Council, Membership, Seat
from thriving.programs.councils.rules.taking_part import sitting
from thriving.programs.councils.states.membership import ACTIVE, HOLDING


def councils_for(reader: Any) -> QuerySet[Council]:
    return access.within(reader, "see_council", Council.objects.prefetch_related("charters"))


def run_by(person: Any) -> QuerySet[Council]:
    return access.within(person, "run_council", Council.objects.all())


def seats_of(council: Council) -> QuerySet[Seat]:
    """Seats by number, each with whether somebody holds it today, or will. By whom is not said."""
    today = clock.today()
    given = Membership.objects.filter(seat=OuterRef("pk"), state__in=HOLDING, term__ends_on__gte=today)
    held, to_come = given.filter(term__starts_on__lte=today), given.filter(term__starts_on__gt=today)
    return council.seats.select_related("region").annotate(is_held=Exists(held), is_given=Exists(to_come))


def own_membership(person: Any, council: Council) -> Membership | None:
    """The newest seat of theirs."""
    if not getattr(person, "is_authenticated", False):
        return None
    mine = council.memberships.filter(person=person.pk).select_related("seat", "term")
    return mine.order_by("-pk").first()


def shown_members(reader: Any, council: Council) -> list[str]:
    """What those on the council are called, as far as each lets the reader know. Never who has which seat.

    Of a minor only the council itself and those who run it read anything.
    """
    members = council.memberships.filter(sitting(clock.today())).exclude(shown_name="")
    shown = (
        members
        if _is_inside(reader, council)
        else members.filter(apart_from_minors("person"), is_public=True)
    )
    return sorted(shown.values_list("shown_name", flat=True), key=folded)


def has_minors(council: Council) -> bool:
    """Who takes part in it is, or may be, a minor."""
    return council.takes_minors or council.memberships.filter(state=ACTIVE, person__shielded=True).exists()


def _is_inside(reader: Any, council: Council) -> bool:
    """On the council, or running it; where minors sit, only as long as they are cleared."""
    if access.may(reader, "sit_on_council", council):
        return True
    return access.may(reader, "run_council", council) and (
        not has_minors(council) or minors.is_cleared(reader)
    )
