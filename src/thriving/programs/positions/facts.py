"""What positions leave in the ledger: who has begun work where, and where somebody left.

That somebody left does not take back that they were hired: plans that ask for hiring count it, and the page
says where nobody works any longer. Countries are left out: a liaison's country could point at one person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.facts.organizations import POSITION_FILLED
from thriving.evidence.facts.words import REGION, ROLE
from thriving.evidence.kinds import FactKind, declare
from thriving.evidence.models import Fact, Source
from thriving.evidence.statements import Statement, content_of
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
FILLED, LEFT = KINDS = POSITION_FILLED.name, POSITION_LEFT.name
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
    evidence.settle(_said(position), _standing(position), by=by, why=why)


def untold(position: Position) -> list[Statement | Fact]:
    """What the ledger would say otherwise once it is told: what stands there now, and what comes instead."""
    stands = {(fact.kind, fact.natural_key): fact for fact in _standing(position)}
    said = {(each.kind, each.natural_key): each for each in _said(position)}
    contents = {name: content_of(fact) for name, fact in stands.items()}
    changed = {
        name
        for name in stands.keys() | said.keys()
        if name not in said or contents.get(name) != said[name].content
    }
    return [found[name] for found in (stands, said) for name in sorted(changed) if name in found]


def told_days(positions: Iterable[Position]) -> dict[tuple[str, int, date], date]:
    """By position, number of the holding and first day: on which day the ledger first heard of it."""
    keys = {_source(each): each.key for each in positions}
    told = Fact.objects.filter(kind=FILLED, source__in=keys).order_by("-number")
    found = told.values_list("source", "natural_key", "occurred_on", "recorded_at") if keys else ()
    return {
        (keys[source], int(natural_key.rpartition("|")[2]), on): at.date()
        for source, natural_key, on, at in found
    }


def supposed(position: Position, on: date) -> list[Statement]:
    """What the ledger would be told if somebody began on that day, and left."""
    holding = Holding(position=position, number=0, stage=Holding.Stage.LEFT, first_day=on, last_day=on)
    return list(_said_by(holding))


def _said(position: Position) -> list[Statement]:
    return [each for holding in _holdings(position) for each in _said_by(holding)]


def _standing(position: Position) -> QuerySet[Fact]:
    return Fact.objects.filter(kind__in=KINDS, source=_source(position), superseded_number=None)


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
