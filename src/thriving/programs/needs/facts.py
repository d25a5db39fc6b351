"""What rounds leave in the ledger: each institution and community that was assessed, by a random identifier.

Private collections belong to people, and people are not counted one by one: they leave nothing here. The
country is left out where taking part from there is dangerous.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.facts.words import COUNTRY, REGION
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Source
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.movement.queries.places import protected_countries
from thriving.programs.needs.models import Assessment, Round
from thriving.programs.needs.states import FINISHED
from thriving.programs.needs.vocabulary import PRIVATE

ASSESSED = declare(
    FactKind(
        name="needs.assessed",
        subject="holder",
        meaning=_("An institution or a community that holds heritage was asked what it needs."),
        sentence=_("A holder (%(holder_type)s, %(region)s) said what it needs: %(need)s."),
        dimensions=(
            REGION,
            COUNTRY,
            Dimension("holder_type", Type.KEY, _("What sort of collection it holds.")),
            Dimension("need", Type.KEY, _("Which kind of need it was asked for.")),
        ),
    )
)
KIND = ASSESSED.name


def counted(assessments: QuerySet[Assessment]) -> QuerySet[Assessment]:
    finished = assessments.filter(state=FINISHED).exclude(holder__kind=PRIVATE)
    return finished.select_related("round", "holder").order_by("pk")


def statements() -> Iterator[Statement]:
    """What the ledger should hold of holders, from their assessments."""
    guarded = protected_countries()
    for each in counted(Assessment.objects.all()).iterator(chunk_size=2_000):
        yield statement(each, guarded)


def tell(assessments: Iterable[Assessment], by: Actor) -> None:
    """State those that count, and withdraw what was stated of the others; said again, nothing changes."""
    guarded = protected_countries()
    told = [each for each in assessments if counts(each)]
    for one in {each.round for each in told}:
        name_source(one)
    if told:
        evidence.state([statement(each, guarded) for each in told], by=by)


def take_back(assessments: Iterable[Assessment], by: Actor, why: str) -> None:
    keys = [_key(each) for each in assessments]
    if keys:
        evidence.retract(KIND, keys, by=by, why=why)


def counts(one: Assessment) -> bool:
    return one.state == FINISHED and not one.holder.is_private


def statement(one: Assessment, guarded: frozenset[str]) -> Statement:
    if one.held_on is None:
        raise ValueError(f"assessment {one.pk} has no day")
    holder = one.holder
    dimensions = {
        "region": one.region,
        "country": "" if holder.country in guarded else holder.country,
        "holder_type": holder.kind,
        "need": one.round.need,
    }
    return Statement(KIND, holder.key, one.held_on, dimensions=dimensions, source=_source(one.round))


def name_source(one: Round) -> None:
    Source.objects.update_or_create(
        key=_source(one),
        defaults={
            "kind": "needs",
            "title": one.title,
            "url": reverse("needs:round", args=[one.key]),
            "sample": one.sample,
        },
    )


def _key(one: Assessment) -> str:
    # By source and subject alone: what else it says may have changed since.
    return f"{_source(one.round)}|{one.holder.key}"


def _source(one: Round) -> str:
    return f"needs/{one.key}"
