"""An answered question for everybody to read: if the asker agreed, and somebody of the area chose to."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from thriving.kernel import access, clock, diary, turn
from thriving.movement.actions import Refused
from thriving.movement.models import Person
from thriving.programs.asking.models import Question
from thriving.programs.asking.states import ANSWERED, CLOSED


@transaction.atomic
def publish(question: Question, *, by: Person) -> None:
    turn.take()
    question.refresh_from_db(from_queryset=Question.objects.select_for_update(of=("self",)))
    access.require(by, "publish_question", question)
    if not question.may_publish or question.erased_at:
        raise Refused(_("The one who asked has not agreed to that."))
    if question.state not in (ANSWERED, CLOSED) or question.answered_on is None:
        raise Refused(_("Only what has been answered can be published."))
    question.published_at = clock.now()
    question.save(update_fields=["published_at"])
    diary.note(question, "published", by=by)


@transaction.atomic
def withdraw(question: Question, *, by: Person | None) -> None:
    """The asker, or somebody of the area, takes it back; whoever calls it has made sure that it is one."""
    turn.take()
    Question.objects.filter(pk=question.pk).update(published_at=None, may_publish=False)
    question.published_at, question.may_publish = None, False
    diary.note(question, "withdrawn", by=by)
