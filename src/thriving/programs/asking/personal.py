"""What questions know of a person: what goes into their file, and what becomes of it when they leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from thriving.movement.models import Person
from thriving.movement.personal import declare
from thriving.programs.asking.actions.asking import erase
from thriving.programs.asking.models import Question, Said


def _said(person: Person) -> Iterable[Mapping[str, Any]]:
    """What they said as the one who asked, and as one who answers."""
    return Said.objects.filter(by=person).values("kind", "words", "language", "at")


def _forget(person: Person) -> None:
    for each in Question.objects.filter(asker=person):
        erase(each, by=person)


declare(
    "asking.Question",
    _("Questions that you asked"),
    rows=lambda person: Question.objects.filter(asker=person).values(
        "area", "state", "asked_at", "promised_on", "name", "may_publish", "published_at"
    ),
    columns={
        "area": _("Asked of"),
        "state": _("State"),
        "asked_at": _("When"),
        "promised_on": _("Answer promised by"),
        "name": _("Name beside it"),
        "may_publish": _("May be published"),
        "published_at": _("Published"),
    },
    forget=_forget,
    stays=_("That a question was asked of an area, and when it was answered; none of your words."),
)
declare(
    "asking.Said",
    _("What you wrote in questions and answers"),
    rows=_said,
    columns={"kind": _("What"), "words": _("Words"), "language": _("Language"), "at": _("When")},
    stays=_("Answers that you gave for an area stay for those who asked, without you."),
)
