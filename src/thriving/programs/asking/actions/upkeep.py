"""What time does with questions: promises run out, words are forgotten."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Q

from thriving.kernel import clock, turn
from thriving.programs.asking import facts
from thriving.programs.asking.actions.asking import erase
from thriving.programs.asking.models import Question
from thriving.programs.asking.states import SET_ASIDE, WAITING

KEPT = timedelta(days=180)  # without an account, since nobody waits any longer; after that nobody asks back
SPAM_KEPT = timedelta(days=30)  # so that a mistake can still be seen


def judge_promises(by: str) -> int:
    """State which promised days have passed without a word; how many."""
    late = Question.objects.filter(state__in=WAITING, promise_kept=None, promised_on__lt=clock.today())
    return sum(_judge(pk, by) for pk in late.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _judge(pk: int, by: str) -> bool:
    turn.take()
    late = Question.objects.filter(pk=pk, state__in=WAITING, promise_kept=None)
    if not late.update(promise_kept=False):
        return False  # somebody answered in this moment
    facts.tell(Question.objects.get(pk=pk), by)
    return True


def forget_old(by: str) -> int:
    """Erase the words of questions without an account, and of spam, that have rested long; how many."""
    now = clock.now()
    private = Q(asker=None, rested_at__lt=now - KEPT, published_at=None)
    spam = Q(state=SET_ASIDE, rested_at__lt=now - SPAM_KEPT)
    resting = Question.objects.filter(private | spam, erased_at=None).order_by("pk")
    for question in resting:
        erase(question, by=by)
    return len(resting)
