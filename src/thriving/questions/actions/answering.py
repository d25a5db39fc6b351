"""Answering, changing one's mind, and taking it all back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thriving.kernel import clock
from thriving.movement.actions import Actor, Refused
from thriving.movement.models import Person
from thriving.questions.models import Answer, Questionnaire, Sheet, State, Version
from thriving.questions.queries import answers_of, sheet_of

LONGEST_CODE = 64


@transaction.atomic
def answer(version: Version, by: Actor, answers: Mapping[str, Any], *, final: bool = True) -> Sheet:
    """Take answers, by the keys of their questions, in the place of what was answered before.

    ``by`` is a person, or a code that stands for one. No diary is kept of it: what somebody takes back
    is gone.
    """
    questionnaire = Questionnaire.objects.select_for_update().get(pk=version.questionnaire_id)
    _require_open(questionnaire, version)
    kept = _kept(version, answers)
    sheet = sheet_of(questionnaire, by) or _new_sheet(questionnaire, by)
    if sheet.pk and sheet.counted and (not final or answers_of(sheet) != kept):
        sheet.moved = True
    sheet.version, sheet.state = version, State.FINAL if final else State.DRAFT
    sheet.saved_at = clock.now()
    sheet.save()
    sheet.answers.all().delete()
    by_key = {question.key: question for question in version.asked}
    Answer.objects.bulk_create(
        Answer(sheet=sheet, question=by_key[key], value=value) for key, value in kept.items()
    )
    return sheet


@transaction.atomic
def take_back(questionnaire: Questionnaire, by: Actor) -> bool:
    """Delete what somebody answered, whether or not more is taken; ``False`` where there was nothing."""
    locked = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    sheet = sheet_of(locked, by)
    if sheet is None:
        return False
    remove(sheet)
    return True


@transaction.atomic
def hand_over(questionnaire: Questionnaire, code: str, *, to: Person) -> None:
    """What a code answered is theirs from now on: in their file, theirs to change, and gone when they leave.

    What they answered under their own name stays, and the code's goes.
    """
    locked = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    sheet = sheet_of(locked, code)
    if sheet is None:
        return
    if sheet_of(locked, to):
        remove(sheet)
        return
    sheet.person, sheet.code = to, ""
    sheet.save(update_fields=["person", "code"])


def remove(sheet: Sheet) -> None:
    if sheet.counted:
        Questionnaire.objects.filter(pk=sheet.questionnaire_id).update(left_since=F("left_since") + 1)
    sheet.delete()


def _new_sheet(questionnaire: Questionnaire, by: Actor) -> Sheet:
    if isinstance(by, str):
        if not 0 < len(by) <= LONGEST_CODE:
            raise Refused(_("A code has between 1 and %(most)d signs.") % {"most": LONGEST_CODE})
        return Sheet(questionnaire=questionnaire, code=by)
    return Sheet(questionnaire=questionnaire, person=by)


def _require_open(questionnaire: Questionnaire, version: Version) -> None:
    if not questionnaire.is_open:
        raise Refused(_("No more answers are taken here."))
    newest = questionnaire.published
    if newest is None or newest.pk != version.pk:
        raise Refused(_("The questions have changed since you opened them. Open the page again."))


def _kept(version: Version, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What is stored; a key that is no question's is a mistake of the caller."""
    by_key = {question.key: question for question in version.asked}
    return {
        key: by_key[key].sort.keep(value) for key, value in answers.items() if value not in (None, "", [])
    }
