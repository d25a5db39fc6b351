"""Private collections belong to people: they are told of together, once, and only if nobody can be found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from thriving.kernel import clock
from thriving.programs.needs.asked import questionnaire_of
from thriving.programs.needs.models import Round
from thriving.programs.needs.states import FINISHED
from thriving.programs.needs.vocabulary import PRIVATE
from thriving.questions.kinds import NOT_CHOSEN
from thriving.questions.models import Question
from thriving.questions.protecting import protected
from thriving.questions.queries import Cell, Total, questions_ever


def told_of_private(one: Round) -> dict[str, Any]:
    """What may be told of them, to be kept; nothing where they are too few."""
    questionnaire = questionnaire_of(one)
    mine = one.assessments.filter(state=FINISHED, holder__kind=PRIVATE).order_by("pk")
    answers = list(mine.values_list("answers", flat=True))
    if questionnaire is None or not answers:
        return {}
    found = protected(questions_ever(questionnaire), answers, ())
    if found is None:
        return {}
    return {"people": found.people, "shown": found.shown, "on": clock.today().isoformat()}


def totals_of_private(one: Round) -> list[Total]:
    questionnaire, shown = questionnaire_of(one), one.told_of_private.get("shown", {})
    asked = questions_ever(questionnaire) if questionnaire and shown else []
    totals = [Total(question, list(_cells(question, shown))) for question in asked if question.in_totals]
    return [each for each in totals if each.cells]


def _cells(question: Question, shown: dict[str, dict[str, int | None]]) -> Iterator[Cell]:
    for table, groups in question.sort.tables().items():
        for group, words in groups.items() if table in shown else ():
            if group != NOT_CHOSEN:
                yield Cell(words, shown[table].get(group))
