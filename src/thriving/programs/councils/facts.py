"""What councils leave in the ledger: that a seat was filled for a term. By whom is never said there."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Source, Visibility
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.programs.councils.models import Membership

SEAT_FILLED = declare(
    FactKind(
        name="council.seat_filled",
        subject="seat",
        meaning=_("A seat of a council was filled for a term. For whom it is kept is not told."),
        sentence=_("A seat of the council “%(council)s” was filled."),
        dimensions=(Dimension("council", Type.KEY, _("The council, by its key.")),),
        visibility=Visibility.RESTRICTED,
    )
)


def statements() -> Iterator[Statement]:
    """Each seat once for each term, from its first day with somebody in it."""
    yield from _statements(Membership.objects.all())


def tell(membership: Membership, by: Actor) -> None:
    """State that the seat is filled; said again of the same term, nothing changes."""
    council = membership.council
    Source.objects.update_or_create(
        key=source_of(council.key),
        defaults={
            "kind": "council",
            "title": council.title,
            "url": reverse("councils:council", args=[council.key]),
            "sample": council.sample,
        },
    )
    same = Membership.objects.filter(seat=membership.seat_id, term=membership.term_id)
    evidence.state(list(_statements(same)), by=by)


def _statements(memberships: QuerySet[Membership]) -> Iterator[Statement]:
    names = ("council__key", "seat__number", "term__number")
    filled = memberships.order_by(*names).values_list(*names).annotate(since=Min("began_on"))
    for key, seat, term, since in filled:
        subject = f"{key}/{seat}/{term}"
        yield Statement(SEAT_FILLED.name, subject, since, dimensions={"council": key}, source=source_of(key))


def source_of(key: str) -> str:
    return f"council/{key}"
