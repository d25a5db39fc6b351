"""What positions leave in the ledger: who has begun work where, and where somebody left.

That somebody left does not take back that they were hired: plans that ask for hiring count it, and the page
says where nobody works any longer. Countries are left out: a liaison's country could point at one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.facts.organizations import POSITION_FILLED
from thriving.evidence.facts.words import REGION, ROLE
from thriving.evidence.kinds import FactKind, declare
from thriving.evidence.models import Fact, Source
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.programs.positions.models import Holding, Position

POSITION_LEFT = declare(
    FactKind(
        name="position.left",
        subject="position",
        meaning=_("Somebody who held a position left it."),
        sentence=_("The position %(subject)s (%(role)s) was left. Region: %(region)s."),
        dimensions=(ROLE, REGION),
    )
)
FILLED, LEFT = POSITION_FILLED.name, POSITION_LEFT.name
BEGINNING = "position/"  # of the sources of these facts; imports and letters state them too


def statements(kind: str) -> Iterator[Statement]:
    """What the ledger should hold of positions, from their records."""
    for holding in Holding.objects.select_related("position").order_by("pk"):
        yield from (each for each in _said_by(holding) if each.kind == kind)


def tell(position: Position, by: Actor, why: str) -> None:
    """Have the ledger say what the position's records say; said again, nothing changes."""
    Source.objects.update_or_create(
        key=_source(position),
        defaults={
            "kind": "position",
            "title": position.title,
            "url": reverse("positions:position", args=[position.key]),
            "sample": position.sample,
        },
    )
    said = [each for holding in _holdings(position) for each in _said_by(holding)]
    standing = Fact.objects.filter(kind__in=(FILLED, LEFT), source=_source(position), superseded_number=None)
    evidence.settle(said, standing, by=by, why=why)


def _holdings(position: Position) -> Iterable[Holding]:
    for each in position.holdings.order_by("number"):
        each.position = position
        yield each


def _said_by(holding: Holding) -> Iterator[Statement]:
    if holding.counts:
        yield _statement(FILLED, holding, holding.first_day)
        if holding.last_day:
            yield _statement(LEFT, holding, holding.last_day)


def _statement(kind: str, holding: Holding, on: date) -> Statement:
    position = holding.position
    return Statement(
        kind,
        position.key,
        on,
        dimensions={"role": position.role, "region": position.region},
        source=_source(position),
        key=f"{_source(position)}|{holding.number}",
    )


def _source(position: Position) -> str:
    return f"{BEGINNING}{position.key}"
