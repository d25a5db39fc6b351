"""What mentoring leaves in the ledger: whether first answers came in time, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thriving.evidence import actions as evidence
from thriving.evidence.kinds import PERSON, Dimension, FactKind, Type, declare
from thriving.evidence.models import Source, Visibility
from thriving.evidence.statements import Statement
from thriving.kernel.words import Words
from thriving.movement.actions import Actor
from thriving.programs.mentoring.models import Outcome, Pair

SOURCE = "mentoring"

ANSWER = declare(
    FactKind(
        name="mentoring.answer_judged",
        subject="pair",
        meaning=_("A mentor answered a newcomer for the first time, or a week passed without an answer."),
        sentence=_("A newcomer asked a mentor; answered within a week: %(kept)s."),
        dimensions=(
            Dimension("kept", Type.CHOICE, _("Whether the answer came within a week."), ("yes", "no")),
        ),
        visibility=Visibility.RESTRICTED,
    )
)
OUTCOME = declare(
    FactKind(
        name="mentoring.outcome",
        subject=PERSON,
        meaning=_("Sixty days after they began, a mentor or a newcomer said what came of it."),
        sentence=_("A %(side)s said of mentoring: %(outcome)s."),
        dimensions=(
            Dimension("side", Type.CHOICE, _("Who said it."), ("mentor", "newcomer")),
            Dimension("outcome", Type.CHOICE, _("What they said."), ("helped", "not", "stopped")),
        ),
        visibility=Visibility.RESTRICTED,
    )
)


def answers() -> Iterator[Statement]:
    yield from map(_answer, Pair.objects.exclude(in_time=None).order_by("pk"))


def outcomes() -> Iterator[Statement]:
    told = Outcome.objects.exclude(answered_on=None).select_related("pair").order_by("pk")
    yield from map(_outcome, told)


STATEMENTS: dict[str, Callable[[], Iterator[Statement]]] = {ANSWER.name: answers, OUTCOME.name: outcomes}


def tell_answer(pair: Pair, by: Actor) -> None:
    _name_source(sample=pair.sample)
    evidence.state([_answer(pair)], by=by)


def tell_outcome(outcome: Outcome, by: Actor) -> None:
    _name_source(sample=outcome.pair.sample)
    evidence.state([_outcome(outcome)], by=by)


def _answer(pair: Pair) -> Statement:
    in_time = bool(pair.in_time)
    on = pair.answered_on if in_time and pair.answered_on else pair.due_on + timedelta(days=1)
    told = {"kept": "yes" if in_time else "no"}
    return Statement(ANSWER.name, pair.key, on, dimensions=told, source=SOURCE)


def _outcome(outcome: Outcome) -> Statement:
    if outcome.answered_on is None:
        raise ValueError("nothing has been said yet")
    return Statement(
        OUTCOME.name,
        outcome.of,
        outcome.answered_on,
        dimensions={"side": outcome.side, "outcome": outcome.answer},
        source=SOURCE,
        key=f"{SOURCE}|{outcome.pair.key}|{outcome.side}",
    )


def _name_source(*, sample: bool) -> None:
    Source.objects.get_or_create(
        key=SOURCE,
        defaults={
            "kind": "mentoring",
            "title": Words(en="Mentoring"),
            "url": reverse("mentoring:mentors"),
            "sample": sample,
        },
    )
