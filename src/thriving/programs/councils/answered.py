"""What recommendations leave in the ledger: that they were made and answered, and whether in time.

A recommendation is named by its address, which everybody may open. Nobody is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.kinds import Dimension, FactKind, Type, declare
from thriving.evidence.models import Source
from thriving.evidence.statements import Statement
from thriving.movement.actions import Actor
from thriving.programs.councils.models import AnswerKind, Recommendation, Theme
from thriving.programs.councils.states.recommendations import MERGED, UNTOLD, WITHDRAWN

_YES, _NO = "yes", "no"
_COUNCIL = Dimension("council", Type.KEY, _("The council, by its key."))
_PRIORITY = Dimension("priority", Type.KEY, _("The plan and the priority that it serves."))
_THEME = Dimension("theme", Type.CHOICE, _("What it is about."), tuple(Theme))
_IN_TIME = Dimension(
    "in_time", Type.CHOICE, _("Whether the answer came within the promised time."), (_YES, _NO)
)

MADE = declare(
    FactKind(
        name="council.recommendation_made",
        subject="recommendation",
        meaning=_("A council adopted a recommendation."),
        sentence=_("The council “%(council)s” adopted a recommendation."),
        dimensions=(_COUNCIL, _PRIORITY, _THEME),
    )
)
ANSWERED = declare(
    FactKind(
        name="council.recommendation_answered",
        subject="recommendation",
        meaning=_("A recommendation was answered for the first time, with a reason."),
        sentence=_("A recommendation of the council “%(council)s” was answered after %(value)s days."),
        dimensions=(
            _COUNCIL,
            _PRIORITY,
            _IN_TIME,
            Dimension("answer", Type.CHOICE, _("What the newest answer says."), tuple(AnswerKind)),
        ),
        unit="days",
    )
)
DUE = declare(
    FactKind(
        name="council.answer_due",
        subject="recommendation",
        meaning=_("A recommendation was answered, or the day by which that was promised has passed."),
        sentence=_(
            "An answer to the council “%(council)s” was due: in time: %(in_time)s, answered: %(answered)s."
        ),
        dimensions=(
            _COUNCIL,
            _PRIORITY,
            _IN_TIME,
            Dimension(
                "answered",
                Type.CHOICE,
                _("Whether it is answered by now; or the council withdrew it when it was late."),
                (_YES, _NO, "withdrawn"),
            ),
        ),
    )
)


def statements(kind: str) -> Iterator[Statement]:
    """What the ledger should hold of this kind, from the recommendations themselves."""
    make = STATEMENTS[kind]
    counted = Recommendation.objects.exclude(state__in=UNTOLD).select_related("council")
    yield from (found for each in counted.order_by("pk") if (found := make(each)))


def tell(recommendation: Recommendation, by: Actor) -> None:
    """State all that is known of it; said again, nothing changes."""
    Source.objects.update_or_create(
        key=source_of(recommendation),
        defaults={
            "kind": "council",
            "title": recommendation.title,
            "url": reverse(
                "councils:recommendation", args=[recommendation.council.key, recommendation.number]
            ),
            "sample": recommendation.sample,
        },
    )
    told = (make(recommendation) for make in STATEMENTS.values())
    evidence.state([each for each in told if each], by=by)


def take_back(recommendation: Recommendation, by: Actor, why: str) -> None:
    for kind, make in STATEMENTS.items():
        if told := make(recommendation):
            evidence.retract(kind, [told.natural_key], by=by, why=why)


def source_of(recommendation: Recommendation) -> str:
    return f"council-recommendation/{_name(recommendation)}"


def _name(recommendation: Recommendation) -> str:
    return f"{recommendation.council.key}/{recommendation.number}"


def _statement(kind: FactKind, recommendation: Recommendation, **told: object) -> Statement:
    source = source_of(recommendation)
    return Statement(kind.name, _name(recommendation), source=source, **told)  # type: ignore[arg-type]  # its own fields


def _dimensions(recommendation: Recommendation, **more: str) -> dict[str, str]:
    priority = {"priority": recommendation.priority} if recommendation.priority else {}
    return {"council": recommendation.council.key, **priority, **more}


def _yes_or_no(value: bool | None) -> str:  # noqa: FBT001 -- the one thing that it says
    return _YES if value else _NO


def _made(recommendation: Recommendation) -> Statement | None:
    if recommendation.state == MERGED:
        return None
    told = _dimensions(recommendation, theme=recommendation.theme)
    return _statement(MADE, recommendation, occurred_on=recommendation.adopted_on, dimensions=told)


def _answered(recommendation: Recommendation) -> Statement | None:
    if recommendation.answered_on is None or recommendation.adopted_on is None:
        return None
    told = {"in_time": _yes_or_no(recommendation.in_time), "answer": recommendation.answer}
    return _statement(
        ANSWERED,
        recommendation,
        occurred_on=recommendation.answered_on,
        value=Decimal((recommendation.answered_on - recommendation.adopted_on).days),
        dimensions=_dimensions(recommendation, **told),
    )


def _due(recommendation: Recommendation) -> Statement | None:
    if recommendation.in_time is None or recommendation.due_on is None:
        return None
    told = {"in_time": _yes_or_no(recommendation.in_time), "answered": _is_answered(recommendation)}
    late_on = recommendation.due_on + timedelta(days=1)
    return _statement(
        DUE,
        recommendation,
        occurred_on=recommendation.answered_on if recommendation.in_time else late_on,
        dimensions=_dimensions(recommendation, **told),
    )


def _is_answered(recommendation: Recommendation) -> str:
    if recommendation.answered_on:
        return _YES
    return "withdrawn" if recommendation.state in (WITHDRAWN, MERGED) else _NO


STATEMENTS: dict[str, Callable[[Recommendation], Statement | None]] = {
    MADE.name: _made,
    ANSWERED.name: _answered,
    DUE.name: _due,
}
