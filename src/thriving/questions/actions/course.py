"""Beginning to ask, ending it, and deleting what was answered on its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from thriving.kernel import clock, diary
from thriving.kernel.words import FALLBACK, Words
from thriving.movement.actions import Actor, Refused
from thriving.questions.actions.require import require_edit
from thriving.questions.models import Questionnaire, Sheet, Version
from thriving.questions.owners import owner_of
from thriving.questions.states import FORGOTTEN, QUESTIONNAIRE

LONGEST_PURPOSE = 500
LONGEST_UNKNOWN = 366  # days


@transaction.atomic
def begin(  # noqa: PLR0913 -- all that those who answer are promised
    asked_for: str,
    purpose: Words,
    delete_on: date | None = None,
    *,
    delete_after: int | None = None,
    read_singly: bool = False,
    by: Actor,
) -> Questionnaire:
    """Ask something for "event:photo-walk". Its first version is a draft without questions."""
    if not isinstance(by, str) and not owner_of(asked_for).lets_edit(by):
        raise Refused(_("You may not ask questions here."))
    _require_promise(purpose, delete_on, delete_after)
    made = Questionnaire.objects.create(
        asked_for=asked_for,
        purpose=purpose,
        language=next(iter(purpose), get_language() or FALLBACK),
        delete_on=delete_on,
        delete_after=delete_after,
        read_singly=read_singly,
    )
    Version.objects.create(questionnaire=made, number=1)
    diary.note(made, "began", by=by, body={"asked_for": asked_for})
    return made


@transaction.atomic
def keep_until(  # noqa: PLR0913 -- the same
    questionnaire: Questionnaire,
    *,
    purpose: Words,
    delete_on: date | None,
    delete_after: int | None,
    read_singly: bool,
    by: Actor,
) -> None:
    """Change what those who answer are promised; once somebody has answered, only in their favor."""
    require_edit(questionnaire, by)
    questionnaire.refresh_from_db(from_queryset=Questionnaire.objects.select_for_update())
    _require_promise(purpose, delete_on, delete_after)
    before = questionnaire.deletion_day
    promised = questionnaire.sheets.exists()
    if promised and read_singly and not questionnaire.read_singly:
        raise Refused(_("Some have answered already, believing that nobody reads their answers one by one."))
    questionnaire.purpose, questionnaire.read_singly = purpose, read_singly
    questionnaire.delete_on, questionnaire.delete_after = delete_on, delete_after
    after = questionnaire.deletion_day
    if promised and before and (after is None or after > before):
        raise Refused(
            _("Some have answered already: what they said cannot be kept longer than they were told.")
        )
    questionnaire.save(update_fields=["purpose", "read_singly", "delete_on", "delete_after"])
    diary.note(questionnaire, "promised", by=by, body={"delete_on": after, "read_singly": read_singly})


@transaction.atomic
def close(questionnaire: Questionnaire, *, by: Actor) -> None:
    """Take no more answers, nor changes of them."""
    require_edit(questionnaire, by)
    QUESTIONNAIRE.take(questionnaire, "close")
    diary.note(questionnaire, "closed", by=by)


@transaction.atomic
def reopen(questionnaire: Questionnaire, *, by: Actor) -> None:
    require_edit(questionnaire, by)
    QUESTIONNAIRE.take(questionnaire, "reopen")
    diary.note(questionnaire, "reopened", by=by)


@transaction.atomic
def forget_all(questionnaire: Questionnaire, *, by: Actor) -> int:
    """Delete every answer, and the counts that totals were made of; how many sheets there were.

    Totals that were told stay: nobody can be found in them.
    """
    require_edit(questionnaire, by)
    questionnaire.refresh_from_db(from_queryset=Questionnaire.objects.select_for_update())
    if questionnaire.state == FORGOTTEN:
        return 0
    sheets = Sheet.objects.filter(questionnaire=questionnaire)
    number = sheets.count()
    sheets.delete()
    questionnaire.tellings.update(counted={})
    QUESTIONNAIRE.take(questionnaire, "forget")
    diary.note(questionnaire, "forgot answers", by=by, body={"sheets": number})
    return number


def forget_due() -> int:
    """Delete the answers whose day has come; of how many questionnaires."""
    living = Questionnaire.objects.exclude(state=FORGOTTEN).annotate(last_at=Max("sheets__saved_at"))
    today = clock.today()
    due = [each for each in living.order_by("pk") if (day := _day_of(each)) and day <= today]
    for each in due:
        forget_all(each, by="forget-answers")
    return len(due)


def _day_of(questionnaire: Any) -> date | None:
    """Where nobody knows any more when its owner ended, the answers go a year after the last one at most."""
    promised: date | None
    try:
        promised = questionnaire.deletion_day
    except KeyError:  # the package that it belonged to is not installed any more
        promised = None
    if promised or questionnaire.last_at is None:
        return promised
    last: date = questionnaire.last_at.date()
    return last + timedelta(days=LONGEST_UNKNOWN + (questionnaire.delete_after or 0))


@transaction.atomic
def copy(
    questionnaire: Questionnaire,
    asked_for: str,
    *,
    delete_on: date | None = None,
    delete_after: int | None = None,
    by: Actor,
) -> Questionnaire:
    """The same questions for something else, as a draft."""
    made = begin(
        asked_for,
        questionnaire.purpose,
        delete_on,
        delete_after=delete_after,
        read_singly=questionnaire.read_singly,
        by=by,
    )
    source = questionnaire.draft or questionnaire.published
    if source:
        copy_questions(source, made.versions.get())
    return made


def copy_questions(source: Version, into: Version) -> None:
    for question in source.questions.all():
        question.pk, question.version = None, into
        question._state.adding = True
        question.save()


def _require_promise(purpose: Words, delete_on: date | None, delete_after: int | None) -> None:
    if not str(purpose).strip():
        raise Refused(_("Say what the answers are for: those who answer read it."))
    if any(len(text) > LONGEST_PURPOSE for text in purpose.values()):
        raise Refused(
            _("Say what the answers are for in at most %(count)d characters.") % {"count": LONGEST_PURPOSE}
        )
    if (delete_on is None) == (delete_after is None):
        raise Refused(_("Say when the answers are deleted: on a day, or some days after the end."))
    if delete_on and delete_on <= clock.today():
        raise Refused(_("The day on which the answers are deleted must lie ahead."))
