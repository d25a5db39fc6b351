from __future__ import annotations

from django.core.exceptions import PermissionDenied

from thriving.movement.actions import Actor
from thriving.questions.models import Questionnaire


def require_edit(questionnaire: Questionnaire, by: Actor) -> None:
    """A command or a task may; of people, those whom the owner's rule lets."""
    if not isinstance(by, str) and not questionnaire.owner.lets_edit(by):
        raise PermissionDenied(questionnaire.owner.sort.may_edit)
