"""What is asked and answered, for those whom the owner's rules let read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from thriving.movement.actions import Actor
from thriving.questions.kinds import NOT_CHOSEN
from thriving.questions.models import Question, Questionnaire, Sheet, State, Version


def of(asked_for: str) -> Questionnaire | None:
    """The questions of one owner, such as "event:photo-walk"."""
    return Questionnaire.objects.filter(asked_for=asked_for).first()


def to_edit(reader: Any, key: str) -> Questionnaire:
    """What the reader may write; for anybody else it is not there."""
    found = _found(key)
    if not found.owner.lets_edit(reader):
        raise Http404
    return found


def to_read(reader: Any, key: str) -> Questionnaire:
    """What the reader may be told the totals of."""
    found = _found(key)
    if not found.owner.lets_read(reader):
        raise Http404
    return found


def to_read_singly(reader: Any, key: str) -> Questionnaire:
    """What the reader may read sheet by sheet: only where those who answered were told so before."""
    found = to_read(reader, key)
    if not found.read_singly:
        raise Http404
    return found


def _found(key: str) -> Questionnaire:
    try:
        return Questionnaire.objects.get(key=key)
    except Questionnaire.DoesNotExist:
        raise Http404 from None


def sheet_of(questionnaire: Questionnaire, by: Actor) -> Sheet | None:
    """What somebody answered, or the holder of a code."""
    sheets = questionnaire.sheets.select_related("version", "questionnaire")
    mine = {"code": by} if isinstance(by, str) else {"person": by}
    return sheets.filter(**mine).first()


def answers_of(sheet: Sheet) -> dict[str, Any]:
    """By the key of the question, as kept."""
    return dict(sheet.answers.values_list("question__key", "value"))


def sheets_to_read(questionnaire: Questionnaire) -> QuerySet[Sheet]:
    """All that is finished, with the answers: four queries, however many there are."""
    final = questionnaire.sheets.filter(state=State.FINAL)
    return final.select_related("version", "person").prefetch_related("answers__question").order_by("pk")


def questions_ever(questionnaire: Questionnaire) -> list[Question]:
    """The questions of all published versions, each as it was put last; the newest version's order first."""
    published = questionnaire.versions.filter(published_at__isnull=False).order_by("-number")
    found: dict[str, Question] = {}
    for version in published.prefetch_related("questions"):
        for question in version.questions.all():
            found.setdefault(question.key, question)
    return list(found.values())


@dataclass(frozen=True)
class Cell:
    """One number of a total; ``people`` is none where it is withheld."""

    words: str
    people: int | None


@dataclass(frozen=True)
class Total:
    """What was answered to one question, as it may be told. Without cells nothing of it can be told yet."""

    question: Question
    cells: list[Cell]


@dataclass(frozen=True)
class Totals:
    people: int | None  # none: too few for any total
    told_at: datetime | None
    of_questions: list[Total]


def totals(version: Version) -> Totals:
    """What everybody may know who may know totals: as it was told last, whatever has come since."""
    last = version.questionnaire.tellings.last()
    shown = last.shown if last else {}
    counted = [question for question in version.asked if question.in_totals and question.sort.tables()]
    return Totals(
        last.people if last else None,
        last.told_at if last else None,
        [Total(question, list(_cells(question, shown))) for question in counted],
    )


def _cells(question: Question, shown: dict[str, dict[str, int | None]]) -> Iterator[Cell]:
    """Of who ticked something and who did not, the first says it all."""
    for table, groups in question.sort.tables().items():
        for group, words in groups.items() if table in shown else ():
            if group != NOT_CHOSEN:
                yield Cell(words, shown[table].get(group))
