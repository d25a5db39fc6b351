"""What exchanges leave in the ledger: that two sides agreed, and what came of it. No person is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words
from thriving.movement import skills
from thriving.movement.actions import Actor
from thriving.programs.exchange.models import Between, Exchange, Outcome, Side, Way

SOURCE = "exchange"

# A group and no skill: of a rare one, everybody would know whose it is.
COMMON = (
    Dimension("skill", Type.KEY, _("The group of skills to which it belongs.")),
    Dimension("region", Type.REGION, _("In which an affiliate was helped; of people it is left out.")),
    Dimension("between", Type.CHOICE, _("Between whom."), tuple(Between.values)),
)
AGREED = declare(
    FactKind(
        name="exchange.agreed",
        subject="exchange",
        meaning=_("Two sides agreed that one helps the other with a skill."),
        sentence=_("Two sides agreed to exchange a skill of the group %(skill)s."),
        dimensions=COMMON,
        visibility=Visibility.RESTRICTED,
    )
)
HELPED = declare(
    FactKind(
        name="exchange.helped",
        subject="exchange",
        meaning=_("Sixty days after they agreed, one side said what came of an exchange."),
        sentence=_("Of an exchange of the group %(skill)s, the %(side)s said: %(outcome)s."),
        dimensions=(
            *COMMON,
            Dimension("side", Type.CHOICE, _("Who said it."), ("learner", "helper")),
            Dimension("outcome", Type.CHOICE, _("What they said."), tuple(Outcome.Answer.values)),
        ),
        key=("side",),
        visibility=Visibility.RESTRICTED,
    )
)


def agreements() -> Iterator[Statement]:
    yield from map(_agreed, Exchange.objects.exclude(accepted_on=None).order_by("pk"))


def outcomes() -> Iterator[Statement]:
    told = Outcome.objects.exclude(answered_on=None).select_related("exchange").order_by("pk")
    yield from map(_helped, told)


STATEMENTS: dict[str, Callable[[], Iterator[Statement]]] = {AGREED.name: agreements, HELPED.name: outcomes}


def tell_agreed(exchange: Exchange, by: Actor) -> None:
    _name_source(sample=exchange.sample)
    evidence.state([_agreed(exchange)], by=by)


def tell_helped(outcome: Outcome, by: Actor) -> None:
    _name_source(sample=outcome.exchange.sample)
    evidence.state([_helped(outcome)], by=by)


def _agreed(exchange: Exchange) -> Statement:
    if exchange.accepted_on is None:
        raise ValueError("nothing has been agreed yet")
    common = _common(exchange)
    return Statement(AGREED.name, exchange.key, exchange.accepted_on, dimensions=common, source=SOURCE)


def _helped(outcome: Outcome) -> Statement:
    if outcome.answered_on is None:
        raise ValueError("nothing has been said yet")
    told = {"side": role_of(outcome), "outcome": outcome.answer}
    return Statement(
        HELPED.name,
        outcome.exchange.key,
        outcome.answered_on,
        dimensions={**_common(outcome.exchange), **told},
        source=SOURCE,
    )


def role_of(outcome: Outcome) -> str:
    """Whoever asked to learn is the learner; whoever offered help is the helper."""
    learns = (outcome.side == Side.ASKER) == (outcome.exchange.way == Way.GET)
    return "learner" if learns else "helper"


def _common(exchange: Exchange) -> dict[str, Any]:
    known = skills.skills()
    told = {"skill": skills.group_of(exchange.skill) if exchange.skill in known else exchange.skill}
    told |= {"region": exchange.region} if exchange.region else {}
    return {**told, "between": exchange.between}


def _name_source(*, sample: bool) -> None:
    Source.objects.get_or_create(
        key=SOURCE,
        defaults={
            "kind": "exchange",
            "title": Words(en="Exchange of skills"),
            "url": reverse("exchange:lines"),
            "sample": sample,
        },
    )
