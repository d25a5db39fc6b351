"""What questions leave in the ledger: that they were asked, that they were answered, and whether in time.

A question is a random identifier; neither what it says nor who asked is told, nor in which language.
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
from thriving.kernel.words import Words
from thriving.movement.actions import Actor
from thriving.programs.asking.areas import Area
from thriving.programs.asking.models import Question
from thriving.programs.asking.states import SET_ASIDE

SOON = 3  # days
_LONGEST = 120  # characters of a key in the ledger
_AREA = Dimension("area", Type.KEY, _("Where it was asked, such as a priority of a plan."))
_PRIORITY = Dimension("priority", Type.KEY, _("The plan and the priority that the area serves."))

ASKED = declare(
    FactKind(
        name="question.asked",
        subject="question",
        meaning=_("Somebody asked the people of an area a question."),
        sentence=_("A question was asked in %(area)s."),
        dimensions=(_AREA, _PRIORITY),
    )
)
ANSWERED = declare(
    FactKind(
        name="question.answered",
        subject="question",
        meaning=_("A question was answered for the first time."),
        sentence=_("A question asked in %(area)s was answered after %(value)s days."),
        dimensions=(
            _AREA,
            _PRIORITY,
            Dimension("soon", Type.CHOICE, _("Whether it was answered within three days."), ("yes", "no")),
        ),
        unit="days",
    )
)
PROMISE = declare(
    FactKind(
        name="question.promise_judged",
        subject="question",
        meaning=_("A question was answered or declined, or the day by which that was promised has passed."),
        sentence=_("A question asked in %(area)s: promised time kept: %(kept)s."),
        dimensions=(
            _AREA,
            _PRIORITY,
            Dimension(
                "kept", Type.CHOICE, _("Whether it was heard within the promised time."), ("yes", "no")
            ),
        ),
    )
)


def statements(kind: str) -> Iterator[Statement]:
    """What the ledger should hold of this kind, from the questions themselves."""
    make = STATEMENTS[kind]
    counted = Question.objects.exclude(state=SET_ASIDE).order_by("pk")
    yield from (found for each in counted if (found := make(each)))


def tell(question: Question, by: Actor) -> None:
    """State all that is known of it; said again, nothing changes."""
    told = (make(question) for make in STATEMENTS.values())
    evidence.state([each for each in told if each], by=by)


def take_back(question: Question, by: Actor, why: str) -> None:
    """It was no question: nothing of it counts any longer."""
    for kind, make in STATEMENTS.items():
        if told := make(question):
            evidence.retract(kind, [told.natural_key], by=by, why=why)


def name_source(area: Area) -> None:
    """Facts name the area, which has a page; the question has none that everybody may open."""
    Source.objects.update_or_create(
        key=_source(area.scope),
        defaults={
            "kind": "questions",
            "title": area.title if isinstance(area.title, Words) else Words(en=str(area.title)),
            "url": reverse("asking:areas"),
            "sample": area.sample,
        },
    )


def _source(scope: str) -> str:
    return f"asking/{scope}"[:_LONGEST]


def _dimensions(question: Question) -> dict[str, str]:
    return {"area": question.asked_in[:_LONGEST], "priority": question.serves[:_LONGEST]}


def _statement(kind: FactKind, question: Question, **told: object) -> Statement:
    source = _source(question.asked_in)
    return Statement(kind.name, question.key, source=source, **told)  # type: ignore[arg-type]  # its own fields


def _asked(question: Question) -> Statement:
    return _statement(ASKED, question, occurred_on=question.asked_on, dimensions=_dimensions(question))


def _answered(question: Question) -> Statement | None:
    if question.answered_on is None:
        return None
    days = (question.answered_on - question.asked_on).days
    return _statement(
        ANSWERED,
        question,
        occurred_on=question.answered_on,
        value=Decimal(days),
        dimensions={**_dimensions(question), "soon": "yes" if days <= SOON else "no"},
    )


def _judged(question: Question) -> Statement | None:
    if question.promise_kept is None:
        return None
    broken_on = question.promised_on + timedelta(days=1)
    kept_on = question.heard_on or question.promised_on
    return _statement(
        PROMISE,
        question,
        occurred_on=kept_on if question.promise_kept else broken_on,
        dimensions={**_dimensions(question), "kept": "yes" if question.promise_kept else "no"},
    )


STATEMENTS: dict[str, Callable[[Question], Statement | None]] = {
    ASKED.name: _asked,
    ANSWERED.name: _answered,
    PROMISE.name: _judged,
}
