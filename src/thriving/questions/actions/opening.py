"""Opening single sheets, which is noted."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from thriving.kernel import diary
from thriving.movement.models import Person
from thriving.questions.models import Questionnaire, Sheet
from thriving.questions.queries import sheets_to_read


@transaction.atomic
def open_sheets(
    questionnaire: Questionnaire, *, why: str, taken_along: bool = False, by: Person
) -> list[Sheet]:
    """All finished sheets, once it is noted who opened them and what for."""
    if not questionnaire.read_singly or not questionnaire.owner.lets_read(by):
        raise PermissionDenied(questionnaire.owner.sort.may_read)
    sheets = list(sheets_to_read(questionnaire))
    verb = "took answers along" if taken_along else "read answers"
    diary.note(questionnaire, verb, by=by, why=why, body={"sheets": len(sheets)})
    return sheets
