"""What waits for whoever answers: questions, with the day that was promised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thriving.movement import work
from thriving.programs.asking import areas, queries
from thriving.programs.asking.models import Question


def waiting(reader: Any, today: date) -> Iterator[work.Item]:  # noqa: ARG001 -- as all that wait are asked
    found = list(queries.waiting_for(reader))
    named = areas.among({each.area for each in found}) if found else {}
    for question in found:
        yield _item(question, str(named[question.area].title) if question.area in named else "")


def _item(question: Question, area: str) -> work.Item:
    return work.Item(
        _("Answer a question"),
        reverse("asking:question", args=[question.key]),
        question.due_on,
        since=question.asked_on,
        of=area,
        why=_("Somebody waits for an answer; its day was promised."),
        kind=_("Answer a question"),
        sample=question.sample,
    )


work.declare("asking", gettext_lazy("Questions"), waiting)
