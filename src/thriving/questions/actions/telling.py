"""Telling totals anew, once enough has changed."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from thriving.kernel import clock
from thriving.questions.models import Questionnaire, Sheet, State, Telling
from thriving.questions.protecting import enough, protected
from thriving.questions.queries import questions_ever, sheets_to_read
from thriving.questions.states import FORGOTTEN


@transaction.atomic
def tell(questionnaire: Questionnaire) -> Telling | None:
    """The new totals; nothing where the old ones stand, or where there are too few to tell of."""
    questionnaire = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if questionnaire.state == FORGOTTEN:
        return None
    earlier = list(questionnaire.tellings.all())
    joined, left = _moved(questionnaire)
    if not enough(joined + left, earlier[-1] if earlier else None):
        return None
    if earlier:
        earlier[-1].joined, earlier[-1].left = joined, left
    sheets = [
        {each.question.key: each.value for each in sheet.answers.all()}
        for sheet in sheets_to_read(questionnaire)
    ]
    found = protected(questions_ever(questionnaire), sheets, earlier)
    if found is None:
        return None
    if earlier:
        earlier[-1].save(update_fields=["joined", "left"])
    _begin_anew(questionnaire)
    return Telling.objects.create(
        questionnaire=questionnaire,
        told_at=clock.now(),
        people=found.people,
        shown=found.shown,
        counted=found.counted,
    )


def tell_due() -> int:
    """Tell the totals of every questionnaire of which something has changed; of how many they are new."""
    changed = Q(sheets__counted=False) | Q(sheets__moved=True) | Q(left_since__gt=0)
    due = Questionnaire.objects.exclude(state=FORGOTTEN).filter(changed).distinct().order_by("pk")
    return sum(tell(each) is not None for each in due)


def _moved(questionnaire: Questionnaire) -> tuple[int, int]:
    """How many came and how many went since the last telling; who changed an answer did both."""
    sheets = Sheet.objects.filter(questionnaire=questionnaire)
    final = sheets.filter(state=State.FINAL)
    changed = final.filter(counted=True, moved=True).count()
    back_to_drafts = sheets.filter(state=State.DRAFT, counted=True).count()
    came = final.filter(counted=False).count()
    return came + changed, questionnaire.left_since + changed + back_to_drafts


def _begin_anew(questionnaire: Questionnaire) -> None:
    sheets = Sheet.objects.filter(questionnaire=questionnaire)
    sheets.filter(state=State.FINAL).update(counted=True, moved=False)
    sheets.filter(state=State.DRAFT).update(counted=False, moved=False)
    Questionnaire.objects.filter(pk=questionnaire.pk).update(left_since=0)
