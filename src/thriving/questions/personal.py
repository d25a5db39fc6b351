"""What questions know of a person: it is theirs, and goes with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.movement.personal import declare
from thriving.questions.actions.answering import remove
from thriving.questions.models import Answer, Questionnaire, Sheet, Version


def called(questionnaire: Questionnaire) -> str:
    """What it belongs to, by name where that is still known."""
    try:
        return questionnaire.owner.title or questionnaire.asked_for
    except KeyError:
        return questionnaire.asked_for


def _sheets(person: Person) -> Iterator[Mapping[str, Any]]:
    for each in Sheet.objects.filter(person=person).select_related("questionnaire").order_by("pk"):
        yield {
            "for": called(each.questionnaire),
            "state": each.get_state_display(),
            "saved_at": each.saved_at,
        }


def _answers(person: Person) -> Iterator[Mapping[str, Any]]:
    mine = Answer.objects.filter(sheet__person=person).select_related("question", "sheet__questionnaire")
    for each in mine.order_by("sheet", "question__position"):
        yield {
            "for": called(each.sheet.questionnaire),
            "question": str(each.question.title),
            "answer": each.question.sort.words(each.value),
        }


def _forget_sheets(person: Person) -> None:
    """One by one, so that totals know of how many the next ones differ."""
    for sheet in Sheet.objects.filter(person=person):
        remove(sheet)


declare(
    "questions.Sheet",
    _("Questions that you answered"),
    rows=_sheets,
    columns={"for": _("For"), "state": _("State"), "saved_at": _("When")},
    forget=_forget_sheets,
)
declare(
    "questions.Answer",
    _("Your answers"),
    rows=_answers,
    columns={"for": _("For"), "question": _("Question"), "answer": _("Answer")},
)
declare(
    "questions.Version",
    _("Questions that you published"),
    rows=lambda person: Version.objects.filter(published_by=person.key).values(
        "questionnaire__asked_for", "number", "published_at"
    ),
    columns={"questionnaire__asked_for": _("For"), "number": _("Version"), "published_at": _("When")},
    stays=_("They stay, under a random identifier that no longer leads to anybody."),
)
